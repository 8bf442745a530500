"""Appointments as iCalendar (RFC 5545): for the calendars of others, so without a word about the person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration

PRODUCT = "-//Uchastie//Appointments//RU"
NAME = "Участие: мои встречи"
REFRESH = dt.timedelta(minutes=30)  # how often a calendar should ask again
# The descriptions of zones cover these years; no zone of the country has changed its clock since 2020.
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2038, 1, 1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One event. `zone` is a name like «Asia/Yekaterinburg»; times are aware."""

    uid: str
    sequence: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    zone: str
    changed_at: dt.datetime
    place: str = ""
    cancelled: bool = False
    url: str = ""
    private: bool = True  # nobody's business but the employee's; events of a centre are for everybody


def write_feed(meetings: Iterable[Meeting], *, name: str = NAME) -> bytes:
    """All meetings of one employee, published at a secret address, or the events of a centre."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return _write(calendar, list(meetings))


def write_invitation(meeting: Meeting) -> bytes:
    """One meeting for the person's own calendar. With the same name it replaces the one taken before."""
    return _write(_calendar("CANCEL" if meeting.cancelled else "PUBLISH"), [meeting])


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _write(calendar: Calendar, meetings: list[Meeting]) -> bytes:
    for zone in sorted({meeting.zone for meeting in meetings}):
        calendar.add_component(_zone(zone))
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return cast(bytes, calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    zone = ZoneInfo(meeting.zone)
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    event.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", meeting.title)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if meeting.cancelled else "OPAQUE")
    event.add("class", "PRIVATE" if meeting.private else "PUBLIC")
    if meeting.url:
        event.add("url", meeting.url)
    return event


@lru_cache(maxsize=16)
def _zone(name: str) -> Timezone:
    zone = Timezone.from_tzid(name, first_date=FIRST, last_date=LAST)
    zone.pop("COMMENT", None)
    return zone
