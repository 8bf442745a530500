"""The story of a person as capabilities above tell it: each one gives a chapter to the page «people.person».

A capability registers a panel (`kernel.panels`, without a template) whose context has `chapter`; the page draws the lanes of a year from
the counts and one list from the lines of all chapters, newest first."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

MONTHS = 12
LINES = 50  # of one chapter; the rest is reached by choosing a month


@dataclass(frozen=True, slots=True)
class Period:
    """Twelve months that end with the month of `last`, in the zone of the unit; `month` is one of them, when chosen."""

    last: dt.date
    zone: ZoneInfo
    month: dt.date | None = None

    @property
    def months(self) -> tuple[dt.date, ...]:
        """First days, the oldest first."""
        return tuple(_month_before(self.last, back) for back in range(MONTHS - 1, -1, -1))

    @property
    def starts_at(self) -> dt.datetime:
        return _moment(self.months[0], self.zone)

    @property
    def ends_at(self) -> dt.datetime:
        return _moment(_month_before(self.last, -1), self.zone)

    @property
    def lines_from(self) -> dt.datetime:
        return _moment(self.month, self.zone) if self.month else self.starts_at

    @property
    def lines_until(self) -> dt.datetime:
        return _moment(_month_before(self.month, -1), self.zone) if self.month else self.ends_at

    def place(self, at: dt.datetime) -> int | None:
        """Which of the twelve months the moment is in."""
        first = at.astimezone(self.zone).date().replace(day=1)
        return self.months.index(first) if first in self.months else None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose story is told and for which year; the unit is the one the reader works in."""

    person_id: UUID
    unit_id: UUID
    period: Period


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `tag` is (words, icon, tone) of `c.tag`; `url` leads to the thing itself."""

    at: dt.datetime
    title: str
    note: str = ""
    url: str = ""
    tag: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one capability knows. `counts` are of the twelve months; `waiting` says what is to be done now."""

    key: str
    title: str
    counts: tuple[int, ...]
    lines: tuple[Line, ...]
    waiting: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts)


def counts_of(moments: list[dt.datetime], period: Period) -> tuple[int, ...]:
    places = [period.place(at) for at in moments]
    return tuple(places.count(number) for number in range(MONTHS))


def _month_before(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def _moment(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone)
