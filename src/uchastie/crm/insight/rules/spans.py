"""Periods as the figures know them: ISO weeks, months, quarters, half-years, years. Days are those of the unit's zone.

A week belongs to the month, quarter and year of its Thursday, as ISO 8601 gives weeks to years: each week is counted in
exactly one of them, also over New Year."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

DAY = dt.timedelta(days=1)
EARLIEST = dt.date(2020, 1, 1)  # nothing was counted before
_NOMINATIVE = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


class Span(StrEnum):
    """The period of a norm. The last two have no end of their own: they are looked at as at a day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SINCE = "since"
    AT = "at"


SPAN_NAMES: dict[Span, str] = {
    Span.WEEK: "неделя",
    Span.MONTH: "месяц",
    Span.QUARTER: "квартал",
    Span.HALF: "полугодие",
    Span.YEAR: "календарный год",
    Span.SINCE: "с подключения центра",
    Span.AT: "на последний день",
}
CALENDAR = (Span.WEEK, Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR)
_MONTHS_OF = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Both ends included."""

    first: dt.date
    last: dt.date
    span: Span

    @property
    def code(self) -> str:
        """«2026-W48», «2026-11», «2026-Q4», «2026-H2», «2026»: part of addresses."""
        year, month = self.first.year, self.first.month
        if self.span is Span.WEEK:
            iso = self.first.isocalendar()
            return f"{iso.year}-W{iso.week:02d}"
        return {
            Span.MONTH: f"{year}-{month:02d}",
            Span.QUARTER: f"{year}-Q{(month + 2) // 3}",
            Span.HALF: f"{year}-H{(month + 5) // 6}",
        }.get(self.span, str(year))

    @property
    def name(self) -> str:
        """«ноябрь 2026 года», «неделя 48 2026 года»."""
        year, month = self.first.year, self.first.month
        if self.span is Span.WEEK:
            iso = self.first.isocalendar()
            return f"неделя {iso.week} {iso.year} года"
        return {
            Span.MONTH: f"{_NOMINATIVE[month - 1]} {year} года",
            Span.QUARTER: f"{(month + 2) // 3} квартал {year} года",
            Span.HALF: f"{(month + 5) // 6} полугодие {year} года",
        }.get(self.span, f"{year} год")

    @property
    def before(self) -> "Period":
        return period_at(self.span, self.first - DAY)

    @property
    def after(self) -> "Period":
        return period_at(self.span, self.last + DAY)

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[dt.date]:
        day = self.first
        while day <= self.last:
            yield day
            day += DAY


def period_at(span: Span, day: dt.date) -> Period:
    """The period of this kind in which the day lies."""
    if span is Span.WEEK:
        first = day - dt.timedelta(days=day.weekday())
        return Period(first, first + dt.timedelta(days=6), span)
    size = _MONTHS_OF[span]
    first = dt.date(day.year, (day.month - 1) // size * size + 1, 1)
    ahead = first.month - 1 + size
    after = dt.date(first.year + ahead // 12, ahead % 12 + 1, 1)
    return Period(first, after - DAY, span)


_CODE = re.compile(r"(20\d\d)(?:-(?:W(\d\d)|(\d\d)|Q([1-4])|H([12])))?")


def period_of_code(code: str, today: dt.date, otherwise: Span = Span.MONTH) -> Period:
    """Nonsense and what has not begun yet is the present period of the kind `otherwise`."""
    found = _CODE.fullmatch(code)
    if found:
        try:
            period = _of(*found.groups())
        except ValueError:
            period = None
        if period and period.last >= EARLIEST and period.first <= today:
            return period
    return period_at(otherwise, today)


def _of(year: str, week: str | None, month: str | None, quarter: str | None, half: str | None) -> Period:
    if week:
        return period_at(Span.WEEK, dt.date.fromisocalendar(int(year), int(week), 1))
    if month:
        return period_at(Span.MONTH, dt.date(int(year), int(month), 1))
    if quarter:
        return period_at(Span.QUARTER, dt.date(int(year), int(quarter) * 3, 1))
    if half:
        return period_at(Span.HALF, dt.date(int(year), int(half) * 6, 1))
    return period_at(Span.YEAR, dt.date(int(year), 1, 1))


def month_of(period: Period) -> Period:
    """The month a week or a month belongs to."""
    day = period.first + dt.timedelta(days=3) if period.span is Span.WEEK else period.first
    return period_at(Span.MONTH, day)


def weeks_of(period: Period) -> list[Period]:
    """The ISO weeks whose Thursday lies in the period."""
    week = period_at(Span.WEEK, period.first)
    if week.first + dt.timedelta(days=3) < period.first:
        week = week.after
    found = []
    while week.first + dt.timedelta(days=3) <= period.last:
        found.append(week)
        week = week.after
    return found


def parts_of(period: Period, span: Span) -> list[Period]:
    """The periods of a shorter (or the same) kind of which this one consists; of a longer kind the one it lies in."""
    if span is Span.WEEK:
        return [period] if period.span is Span.WEEK else weeks_of(period)
    part = period_at(span, period.first)
    found = [part]
    while part.last < period.last:
        part = part.after
        found.append(part)
    return found
