"""The arithmetic of free time: opening hours less holidays, absences and meetings. No database."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from uchastie.crm.appointments.rules.booking import Format, busy_span
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.deadlines.rules.calendar import SATURDAY, STATUTORY
from uchastie.crm.network.rules import Interval

type Span = tuple[dt.datetime, dt.datetime]  # in UTC, the end is not inside

DAY = dt.timedelta(days=1)
SHORTENED = dt.timedelta(hours=1)  # Labour Code, article 95: the day before a holiday is an hour shorter


@dataclass(frozen=True, slots=True)
class Busy:
    """A person or a room is taken."""

    resource_id: UUID
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may be agreed, and with whom and where. `free` is False for a time that is shown as taken."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    employee_id: UUID | None
    room_id: UUID | None
    free: bool = True


@dataclass(frozen=True, slots=True)
class Resources:
    """Who and where. `rooms` is empty when the centre has told of none: then no room is needed."""

    employees: Sequence[UUID]
    rooms: Sequence[UUID]
    busy: Sequence[Busy] = field(default=())

    def spans_of(self, resource_id: UUID) -> list[Span]:
        return sorted((one.starts_at, one.ends_at) for one in self.busy if one.resource_id == resource_id)


def open_spans(week: Sequence[Interval], day: dt.date, zone: dt.tzinfo, calendar: WorkCalendar) -> list[Span]:
    """When the centre receives people on this day. Its own hours say what it does at weekends; on holidays and days
    off moved to weekdays nobody is offered an hour."""
    if _is_holiday(day, calendar):
        return []
    hours = sorted((i.opens, i.closes) for i in week if i.weekday == day.weekday())
    spans = [(_at(day, opens, zone), _at(day, closes, zone)) for opens, closes in hours]
    if spans and _is_before_holiday(day, calendar):
        latest = spans[-1][1] - SHORTENED
        spans = [(start, min(end, latest)) for start, end in spans if start < latest]
    return spans


def _is_holiday(day: dt.date, calendar: WorkCalendar) -> bool:
    if calendar.is_working(day):
        return False
    return day.weekday() < SATURDAY or bool(calendar.name_of(day))


def _is_before_holiday(day: dt.date, calendar: WorkCalendar) -> bool:
    if day == dt.date.max:
        return False
    after = day + DAY
    return calendar.is_working(day) and (after.month, after.day) in STATUTORY and not calendar.is_working(after)


def _at(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """«24:00» is kept as 23:59."""
    local = dt.datetime.combine(day, time, tzinfo=zone)
    return (local + dt.timedelta(minutes=time == dt.time(23, 59))).astimezone(dt.UTC)


def is_outside(spans: Iterable[Span], starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    return not any(start <= starts_at and ends_at <= end for start, end in spans)


def list_slots(
    spans: Iterable[Span], resources: Resources, *, length: dt.timedelta, format: Format, step: dt.timedelta
) -> list[Slot]:
    """Every start at a whole step inside the opening hours, each with the first employee and room that are free."""
    taken = {who: resources.spans_of(who) for who in (*resources.employees, *resources.rooms)}
    rooms = resources.rooms if format is Format.IN_PERSON else ()
    slots = []
    for start in (start for span in spans for start in _starts(span, length, step)):
        end = start + length
        wanted = busy_span(format, start, end)
        employee = next((one for one in resources.employees if _is_free(taken[one], wanted)), None)
        room = next((one for one in rooms if _is_free(taken[one], (start, end))), None)
        slots.append(Slot(start, end, employee, room, employee is not None and (room is not None or not rooms)))
    return slots


def _starts(span: Span, length: dt.timedelta, step: dt.timedelta) -> Iterator[dt.datetime]:
    """9:10 and half an hour → 9:30, 10:00, …; whole hours of UTC are whole hours everywhere in Russia."""
    opens, closes = span
    past = dt.timedelta(minutes=opens.minute) % step
    start = opens + ((step - past) if past else dt.timedelta(0))
    while start + length <= closes:
        yield start
        start += step


def _is_free(taken: Sequence[Span], wanted: Span) -> bool:
    return all(end <= wanted[0] or wanted[1] <= start for start, end in taken)


def free_spans(span: Span, taken: Iterable[Span], shortest: dt.timedelta) -> list[Span]:
    """What is left of the opening hours, in pieces not shorter than `shortest`."""
    here, closes = span
    left = []
    for start, end in sorted(taken):
        if start > here:
            left.append((here, min(start, closes)))
        here = max(here, end)
    left.append((here, closes))
    return [(start, end) for start, end in left if end - start >= shortest]
