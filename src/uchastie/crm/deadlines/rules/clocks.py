"""The two kinds of clock: working days, and hours that run through weekends."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.deadlines.rules.calendar import WorkCalendar

END_OF_DAY = dt.time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due_at` is in UTC; `due_on` is its day in the zone the deadline was counted in."""

    due_at: dt.datetime
    due_on: dt.date
    warning: str = ""


def working_days_deadline(start: dt.datetime, days: int, zone: dt.tzinfo, calendar: WorkCalendar) -> Deadline:
    """A18: the end (23:59:59 local) of the n-th working day after the local day of `start`, which never counts
    itself (Civil Code, article 191)."""
    if days < 1:
        raise ValueError(days)
    first = last = start.astimezone(zone).date()
    for _ in range(days):
        last = calendar.next_working(last)
    due_at = dt.datetime.combine(last, END_OF_DAY, tzinfo=zone).astimezone(dt.UTC)
    return Deadline(due_at, last, calendar.warning_for(first, last))


def hours_deadline(start: dt.datetime, hours: int, zone: dt.tzinfo) -> Deadline:
    """Real hours: nights, weekends and holidays run too."""
    if hours < 1:
        raise ValueError(hours)
    due_at = start.astimezone(dt.UTC) + dt.timedelta(hours=hours)
    return Deadline(due_at, due_at.astimezone(zone).date())
