"""Which day a record belongs to: the snapshot is taken at 18:00 in the zone of the headquarters (decision 17)."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from uchastie.kernel.errors import Refusal

TAKEN_AT = dt.time(18)
# A record about a day that was made on another one: it belongs to the working hours of its day.
NOON = dt.time(12)
LATE_AFTER = dt.timedelta(minutes=30)
CATCH_UP = 7  # days: how far back missing snapshots are made after a standstill


def moment_of(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The moment the snapshot of this day stands for, UTC."""
    return dt.datetime.combine(day, TAKEN_AT, zone).astimezone(dt.UTC)


def last_day(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The newest day whose 18:00 has come."""
    today = now.astimezone(zone).date()
    return today if now >= moment_of(today, zone) else today - dt.timedelta(days=1)


def require_over(day: dt.date, now: dt.datetime, zone: ZoneInfo) -> None:
    if day > last_day(now, zone):
        raise Refusal("day_not_over", "День ещё не закончился: снимок собирается в 18:00 по времени штаба.")


def effective(on: dt.date, noted_at: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """When something dated by a day took place: at its noting, if that was the same local day, else at noon of its day."""
    if noted_at.astimezone(zone).date() == on:
        return noted_at
    return dt.datetime.combine(on, NOON, zone).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when something lasted; `until` None is still going on. The end is not in it."""

    since: dt.datetime
    until: dt.datetime | None = None

    def holds(self, moment: dt.datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)
