"""The strip of days: which counted, which did not, which is the last."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.deadlines.rules.calendar import DAY, WorkCalendar, days_between
from uchastie.ui.text import weekday

LONGEST = 31  # days; of a longer way only the first day and the last ones are kept, the page draws fewer still


@dataclass(frozen=True, slots=True)
class DayCell:
    """`kind`: submitted, work, off or due; `passed`: the day has begun."""

    date: dt.date
    kind: str
    passed: bool
    weekday: str
    day: str
    label: str = ""

    @property
    def mark(self) -> str:
        """What the mini strip draws: past, off, due or nothing."""
        if self.kind in {"off", "due"}:
            return self.kind
        return "past" if self.passed else ""


def make_strip(first: dt.date, due: dt.date, today: dt.date, calendar: WorkCalendar) -> tuple[DayCell, ...]:
    def cell(day: dt.date) -> DayCell:
        kind = _kind(day, first, due, calendar)
        return DayCell(day, kind, day <= today, weekday(day), str(day.day), "сегодня" if day == today else "")

    if first >= due:
        return (cell(due),)
    tail = days_between(max(first + DAY, due - DAY * (LONGEST - 2)), due)
    return (cell(first), *(cell(day) for day in tail))


def _kind(day: dt.date, first: dt.date, due: dt.date, calendar: WorkCalendar) -> str:
    if day == due:
        return "due"
    if day == first:
        return "submitted"
    return "work" if calendar.is_working(day) else "off"
