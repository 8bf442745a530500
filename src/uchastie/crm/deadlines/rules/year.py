"""A year as twelve small months, for the page of the production calendar."""

import calendar as weeks
import datetime as dt
from dataclasses import dataclass

from uchastie.crm.deadlines.rules.calendar import SATURDAY, WorkCalendar

MONTH_NAMES = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class YearDay:
    """`kind`: work, off (an ordinary weekend), holiday (off for another reason) or moved (a weekend that works)."""

    date: dt.date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class YearMonth:
    """`weeks`: rows of seven, None outside the month. Monday is first."""

    name: str
    weeks: tuple[tuple[YearDay | None, ...], ...]
    working_days: int


def year_months(year: int, calendar: WorkCalendar) -> tuple[YearMonth, ...]:
    return tuple(_month(year, month, calendar) for month in range(1, 13))


def _month(year: int, month: int, calendar: WorkCalendar) -> YearMonth:
    rows = tuple(
        tuple(_day(dt.date(year, month, number), calendar) if number else None for number in week)
        for week in weeks.monthcalendar(year, month)
    )
    working = sum(day is not None and day.kind in {"work", "moved"} for week in rows for day in week)
    return YearMonth(MONTH_NAMES[month - 1], rows, working)


def _day(date: dt.date, calendar: WorkCalendar) -> YearDay:
    name = calendar.name_of(date)
    if calendar.is_working(date):
        return YearDay(date, "moved" if date.weekday() >= SATURDAY else "work", calendar.names.get(date, ""))
    return YearDay(date, "holiday" if name else "off", name)
