"""Reading the production calendar. It is public."""

import datetime as dt
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from uchastie.crm.deadlines.models import CalendarDay, CalendarRevision, CalendarYear
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.kernel.prepared import Prepared


def get_calendar(region_code: str | None = None) -> WorkCalendar:
    """The calendar of a region: the country's with the region's own days over it; None is the country's alone.

    One short query: the days themselves are read again only when somebody has edited them.
    """
    revision = _REVISION.first()
    return _remembered(revision, region_code or "") if revision else _read(region_code or "")


def get_year(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def list_years() -> list[int]:
    return list(CalendarYear.objects.order_by("year").values_list("year", flat=True))


def list_days(year: int) -> list[CalendarDay]:
    """Days of the year that differ from an ordinary week, the country's and those of regions."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return list(CalendarDay.objects.filter(date__range=(first, last)).order_by("date", "region"))


_REVISION = Prepared(lambda: CalendarRevision.objects.order_by("pk").values_list("value", flat=True)[:1])


@lru_cache(maxsize=256)
def _remembered(revision: UUID, region_code: str) -> WorkCalendar:
    return _read(region_code)


def _read(region_code: str) -> WorkCalendar:
    rows = CalendarDay.objects.filter(Q(region="") | Q(region=region_code)).order_by("region")
    days = {date: (kind, name) for date, kind, name in rows.values_list("date", "kind", "name")}
    return WorkCalendar(
        off=frozenset(date for date, (kind, _) in days.items() if kind == CalendarDay.Kind.OFF),
        working=frozenset(date for date, (kind, _) in days.items() if kind == CalendarDay.Kind.WORKING),
        years=frozenset(list_years()),
        names={date: name for date, (_, name) in days.items() if name},
    )
