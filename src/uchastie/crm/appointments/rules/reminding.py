"""When the person is reminded of the meeting. [P]: the day before, to rearrange the day; two hours before, to set out."""

import datetime as dt
from enum import StrEnum


class ReminderKind(StrEnum):
    DAY = "day"
    HOURS = "hours"


LEADS: dict[ReminderKind, dt.timedelta] = {
    ReminderKind.DAY: dt.timedelta(days=1),
    ReminderKind.HOURS: dt.timedelta(hours=2),
}
# After this moment the reminder helps nobody any more: the next one is near, or the meeting has begun.
_NOT_AFTER: dict[ReminderKind, dt.timedelta] = {
    ReminderKind.DAY: dt.timedelta(hours=4),
    ReminderKind.HOURS: dt.timedelta(0),
}


def is_due(kind: ReminderKind, starts_at: dt.datetime, settled_at: dt.datetime, now: dt.datetime) -> bool:
    """`settled_at`: when this time was agreed. Who has agreed a moment ago needs no reminder of it."""
    due_at = starts_at - LEADS[kind]
    return due_at <= now < starts_at - _NOT_AFTER[kind] and settled_at < due_at
