"""The production calendars that are published, with the decrees they come from. A year that is already there stays as
people have left it."""

import datetime as dt
import json
from pathlib import Path

from uchastie.crm.deadlines.models import CalendarDay, CalendarRevision, CalendarYear

FILE = Path(__file__).with_name("data") / "production_calendar.json"


def load() -> None:
    years = json.loads(FILE.read_text(encoding="utf-8"))
    known = set(CalendarYear.objects.values_list("year", flat=True))
    missing = {int(year): days for year, days in years.items() if int(year) not in known}
    if not missing:
        return
    for year, days in missing.items():
        CalendarYear.objects.create(year=year, source=days["source"])
        # A day somebody has already set in a year that was not published yet is his answer, not ours.
        CalendarDay.objects.bulk_create(
            [
                CalendarDay(date=dt.date.fromisoformat(f"{year}-{date}"), kind=kind, name=name)
                for kind in CalendarDay.Kind.values
                for date, name in days[kind].items()
            ],
            ignore_conflicts=True,
        )
    CalendarRevision.objects.update_or_create(only=True, defaults={"value": CalendarRevision().value})
