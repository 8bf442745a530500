"""The calendar of a centre: rows are rooms or people, columns are days. Meetings come from `appointments`, who they are
about from the requests the actor may see; a constant number of statements."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.queries.slots import Host, list_busy
from uchastie.crm.appointments.rules import STEP, Busy, Format, Resources, Span, list_slots
from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.requests import visible_to
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Premises, Unit
from uchastie.crm.people.rules import Kind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

DAY = dt.timedelta(days=1)
WAITING_SHOWN = 50


class By(StrEnum):
    """What the rows are; part of the address."""

    ROOMS = "rooms"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting. `request_id` and `who` only for those who may see the request."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    format: str
    state: str
    employee: str
    room: str
    request_id: UUID | None
    number: str
    who: str
    asks: bool  # the person asks for another time


@dataclass(frozen=True, slots=True)
class Cell:
    entries: tuple[Entry, ...]
    free: tuple[Span, ...]
    away: str  # why nobody is there, for a row of a person

    @property
    def items(self) -> list[tuple[Entry | None, dt.datetime, dt.datetime]]:
        """Meetings and free stretches (without an entry) in the order of the day."""
        taken = [(one, one.starts_at, one.ends_at) for one in self.entries]
        free = [(None, start, end) for start, end in self.free]
        return sorted([*taken, *free], key=lambda item: item[1])


@dataclass(frozen=True, slots=True)
class Row:
    key: str  # of the room or the person; "" for meetings without one
    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    days: tuple[dt.date, ...]
    open_days: frozenset[dt.date]
    away: dict[dt.date, list[str]]  # names of those who are away
    rows: tuple[Row, ...]
    meetings: int
    free: int
    nearest: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What has been read."""

    unit: Unit
    days: tuple[dt.date, ...]
    hosts: list[Host]
    rooms: list[Premises]
    spans: dict[dt.date, list[Span]]
    busy: list[Busy]
    away: dict[tuple[UUID, dt.date], str]
    entries: dict[tuple[object, dt.date], list[Entry]] = field(default_factory=lambda: defaultdict(list))


HALF_WORDS = {"": "нет весь день", "morning": "нет до 13:00", "afternoon": "нет после 13:00"}


def get_calendar(actor: Actor, unit: Unit, *, first: dt.date, days: int, by: By) -> Calendar:
    access.require_reader(actor, unit.path)
    known = _read(actor, unit, tuple(first + DAY * place for place in range(days)), by)
    rows = _people_rows(known) if by is By.PEOPLE else _room_rows(known)
    free = [span for row in rows for cell in row.cells for span in cell.free]
    away: dict[dt.date, list[str]] = defaultdict(list)
    names = {host.id: host.name for host in known.hosts}
    for user_id, day in known.away:
        away[day].append(names[user_id])
    return Calendar(
        days=known.days,
        open_days=frozenset(day for day, spans in known.spans.items() if spans),
        away=dict(away),
        rows=tuple(rows),
        meetings=sum(len(cell.entries) for row in rows for cell in row.cells),
        free=len(free),
        nearest=min((start for start, _ in free), default=None),
    )


def list_waiting(actor: Actor, unit: Unit) -> list[ServiceRequest]:
    """Requests that wait for a day: one's own first, then by how long they wait."""
    access.require_reader(actor, unit.path)
    rows = visible_to(actor).filter(unit=unit, status=Status.CONTACTED).select_related("service", "beneficiary")
    found = list(rows.order_by("attention_at", "pk")[:WAITING_SHOWN])
    return sorted(found, key=lambda request: request.assignee_id != actor.user_id)


def _read(actor: Actor, unit: Unit, days: tuple[dt.date, ...], by: By) -> _Known:
    hosts, rooms = bookings.list_hosts(unit), bookings.list_rooms(unit)
    ids = [host.id for host in hosts]
    absences = bookings.list_away(ids, days[0], days[-1])
    known = _Known(
        unit=unit,
        days=days,
        hosts=hosts,
        rooms=rooms,
        spans=bookings.open_week(unit, days[0], len(days)),
        busy=list_busy(unit, ids, days[0], len(days), away=absences),
        away={(one.user_id, one.day): HALF_WORDS[one.half] for one in absences},
    )
    begins = dt.datetime.combine(days[0], dt.time(0), tzinfo=unit.zone)
    ends = dt.datetime.combine(days[-1] + DAY, dt.time(0), tzinfo=unit.zone)
    meetings = list(bookings.list_between(unit, begins, ends).select_related("employee", "room"))
    seen = _requests(actor, {meeting.about_id for meeting in meetings})
    for meeting in meetings:
        key = meeting.employee_id if by is By.PEOPLE else meeting.room_id
        day = meeting.starts_at.astimezone(unit.zone).date()
        known.entries[key, day].append(_entry(meeting, seen.get(meeting.about_id)))
    return known


def _requests(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, ServiceRequest]:
    rows = visible_to(actor).filter(pk__in=ids).select_related("beneficiary")
    return {row.pk: row for row in rows.only("number", "status", "beneficiary__name", "beneficiary__kind")}


def _entry(meeting: Appointment, request: ServiceRequest | None) -> Entry:
    return Entry(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        format=meeting.format,
        state=meeting.state,
        employee=meeting.employee.name if meeting.employee else "",
        room=meeting.room.name if meeting.room else "",
        request_id=request.pk if request else None,
        number=request.number if request else "",
        who=_short(request) if request else "",
        asks=request is not None and request.status == Status.CONTACTED and meeting.state == "agreed",
    )


def _short(request: ServiceRequest) -> str:
    """«Юсупова А. Р.»: a cell is narrow. Names of organisations stay whole."""
    name = request.beneficiary.name
    if request.beneficiary.kind != Kind.PERSON:
        return name
    first, *rest = name.split()
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def _room_rows(known: _Known) -> list[Row]:
    rows = [
        Row(str(room.pk), room.name, room.note, _cells(known, room.pk, Format.IN_PERSON, [room.pk]))
        for room in known.rooms
    ]
    name = "По телефону, по видео, на выезде" if rows else "Все встречи"
    return [*rows, Row("", name, "без комнаты", _cells(known, None, Format.PHONE, []))]


def _people_rows(known: _Known) -> list[Row]:
    rows = [Row(str(host.id), host.name, "", _cells(known, host.id, Format.PHONE, [], host)) for host in known.hosts]
    others = {key for key, _ in known.entries} - {host.id for host in known.hosts}
    if not others:
        return rows
    for day in known.days:  # of those who work here no more, and of nobody yet
        known.entries[None, day] = [one for key in others for one in known.entries.get((key, day), [])]
    return [*rows, Row("", "Решим, кто встретит", "", _cells(known, None, Format.PHONE, [], None, offered=False))]


def _cells(
    known: _Known,
    key: UUID | None,
    format: Format,
    rooms: list[UUID],
    host: Host | None = None,
    *,
    offered: bool = True,
) -> tuple[Cell, ...]:
    employees = [host.id] if host else [one.id for one in known.hosts]
    resources = Resources(employees, rooms, known.busy)
    return tuple(
        Cell(
            entries=tuple(known.entries.get((key, day), ())),
            free=_free(known.spans[day], resources, format) if offered else (),
            away=known.away.get((host.id, day), "") if host else "",
        )
        for day in known.days
    )


def _free(spans: list[Span], resources: Resources, format: Format) -> tuple[Span, ...]:
    """Half hours in which somebody is free, joined into stretches; the past is not offered."""
    now = clock.now()
    stretches: list[Span] = []
    for slot in list_slots(spans, resources, length=STEP, format=format, step=STEP):
        if not slot.free or slot.starts_at < now:
            continue
        if stretches and stretches[-1][1] == slot.starts_at:
            stretches[-1] = (stretches[-1][0], slot.ends_at)
        else:
            stretches.append((slot.starts_at, slot.ends_at))
    return tuple(stretches)
