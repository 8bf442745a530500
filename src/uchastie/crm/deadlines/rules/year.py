"""A year as twelve small months, for the page of the production calendar."""

import calendar as weeks
import datetime as dt
from dataclasses import dataclass

from uchastie.crm.deadlines.rules.calendar import SATURDAY, WorkCalendar, days_between
from uchastie.kernel.errors import Refusal

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
ORDINARY = "ordinary"
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


def list_special(year: int, calendar: WorkCalendar) -> tuple[YearDay, ...]:
    """Days that need a word: holidays, moved days off, working weekends."""
    days = days_between(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return tuple(day for date in days if (day := _day(date, calendar)).name)


def is_shown(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


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


def require_year(year: int, source: str = "-") -> None:
    if not is_shown(year):
        raise Refusal("year", f"Год — от {FIRST_YEAR} до {LAST_YEAR}.", field="year")
    if not source.strip():
        raise Refusal("source", "Укажите документ, по которому составлен календарь.", field="source")


def require_day(date: dt.date, kind: str, region: str) -> None:
    """The day is in a year the calendar knows, and its region is a code of two digits."""
    if not is_shown(date.year):
        raise Refusal("date", f"День — с {FIRST_YEAR} по {LAST_YEAR} год.", field="date")
    if kind not in {"off", "working", ORDINARY}:
        raise Refusal("kind", "Выберите, какой это день.", field="kind")
    if region and not (len(region) == 2 and region.isdecimal()):
        raise Refusal("region", "Код региона — две цифры, например 16. Пусто — вся страна.", field="region")
