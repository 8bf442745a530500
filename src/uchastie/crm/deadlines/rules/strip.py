"""The strip of days: which counted, which did not, which is the last."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.deadlines.rules.calendar import DAY, WorkCalendar, days_between
from uchastie.ui.text import weekday

LONGEST = 7  # days; a longer strip shows the first day, a gap and the last four
TAIL = 4


@dataclass(frozen=True, slots=True)
class DayCell:
    """`kind`: submitted, work, off, due, or gap for the days left out; `passed`: the day has begun."""

    date: dt.date
    kind: str
    passed: bool
    weekday: str
    day: str
    label: str = ""

    @property
    def mark(self) -> str:
        """What the mini strip draws: past, off, due, gap or nothing."""
        if self.kind in {"off", "due", "gap"}:
            return self.kind
        return "past" if self.passed else ""


def make_strip(first: dt.date, due: dt.date, today: dt.date, calendar: WorkCalendar) -> tuple[DayCell, ...]:
    def cell(day: dt.date) -> DayCell:
        kind = _kind(day, first, due, calendar)
        return DayCell(day, kind, day <= today, weekday(day), str(day.day), "сегодня" if day == today else "")

    if (due - first).days < LONGEST:
        return tuple(cell(day) for day in days_between(min(first, due), due))
    gap = DayCell(first + DAY, "gap", first + DAY <= today, "", "…")
    return (cell(first), gap, *(cell(due - DAY * back) for back in reversed(range(TAIL))))


def _kind(day: dt.date, first: dt.date, due: dt.date, calendar: WorkCalendar) -> str:
    if day == due:
        return "due"
    if day == first:
        return "submitted"
    return "work" if calendar.is_working(day) else "off"
