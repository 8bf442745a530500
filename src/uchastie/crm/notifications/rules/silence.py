"""When a person is not disturbed: his own quiet hours in his own zone. A message waits for their end, it is not lost."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from uchastie.kernel.errors import Refusal

MORNING_UNTIL = dt.time(12)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `since` to `until`, usually across midnight. The same time twice means: never quiet."""

    since: dt.time
    until: dt.time

    def holds(self, local: dt.time) -> bool:
        if self.since <= self.until:
            return self.since <= local < self.until
        return local >= self.since or local < self.until

    def hours(self) -> list[bool]:
        """For the picture of the day: is each of the 24 hours quiet from its beginning?"""
        return [self.holds(dt.time(hour)) for hour in range(24)]


QUIET = Quiet(dt.time(21), dt.time(9))


def earliest(now: dt.datetime, zone: str, quiet: Quiet) -> dt.datetime | None:
    """None when one may write now, else the end of the quiet hours."""
    here = ZoneInfo(zone)
    local = now.astimezone(here)
    if not quiet.holds(local.time()):
        return None
    end = dt.datetime.combine(local.date(), quiet.until, here)
    if end <= local:
        end = dt.datetime.combine(local.date() + dt.timedelta(days=1), quiet.until, here)
    return end.astimezone(dt.UTC)


def breaks_silence(now: dt.datetime, zone: str, meeting_at: dt.datetime | None) -> bool:
    """The one exception: a meeting of the coming morning was cancelled or moved, and at its time it would be too late."""
    if meeting_at is None:
        return False
    here = ZoneInfo(zone)
    meeting = meeting_at.astimezone(here)
    soon = now < meeting_at <= now + dt.timedelta(hours=24)
    return soon and meeting.time() < MORNING_UNTIL


_TIME = re.compile(r"(\d{1,2})(?:[:.\s](\d{2}))?")


def parse_quiet(since: str, until: str) -> Quiet:
    return Quiet(_time(since, "quiet_since"), _time(until, "quiet_until"))


def _time(text: str, field: str) -> dt.time:
    match = _TIME.fullmatch(text.strip())
    try:
        if match:
            return dt.time(int(match[1]) % 24 if match[1] == "24" else int(match[1]), int(match[2] or 0))
    except ValueError:
        pass
    raise Refusal("time", "Напишите время так: 21:00.", field=field)


type Hours = Callable[[dt.date], list[tuple[dt.time, dt.time]]]
LOOK_AHEAD = 40  # days: longer than any row of holidays


def next_open(now: dt.datetime, zone: dt.tzinfo, hours: Hours) -> dt.datetime | None:
    """None while the doors are open, else the moment they open next. A break in the day counts as open: the letter
    read after lunch disturbs nobody."""
    local = now.astimezone(zone)
    for ahead in range(LOOK_AHEAD):
        day = local.date() + dt.timedelta(days=ahead)
        stretches = hours(day)
        if not stretches:
            continue
        opens, closes = min(stretches)[0], max(end for _, end in stretches)
        if ahead == 0 and opens <= local.time() < closes:
            return None
        if ahead or local.time() < opens:
            return dt.datetime.combine(day, opens, zone).astimezone(dt.UTC)
    return None
