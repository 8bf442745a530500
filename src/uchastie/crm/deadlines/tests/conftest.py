import datetime as dt
import json

import pytest

from uchastie.crm.deadlines.reference import FILE
from uchastie.crm.deadlines.rules import WorkCalendar


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The calendar as it is given with the product, without a database."""
    years = json.loads(FILE.read_text(encoding="utf-8"))
    days = {
        (kind, dt.date.fromisoformat(f"{year}-{date}")): name
        for year, parts in years.items()
        for kind in ("off", "working")
        for date, name in parts[kind].items()
    }
    return WorkCalendar(
        off=frozenset(date for kind, date in days if kind == "off"),
        working=frozenset(date for kind, date in days if kind == "working"),
        years=frozenset(map(int, years)),
        names={date: name for (_, date), name in days.items()},
    )
