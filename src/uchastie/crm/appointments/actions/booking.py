"""Taking and giving back the time of an employee and a room.

Whoever calls has shown that the actor may work on what the meeting is about and writes the journal of it; here it is
seen to that ids belong to the centre and that nobody is booked twice: the centre's bookings go one by one (a lock on
its row), and a unique key of five-minute cells guards what the lock does not see, an employee of two centres."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.appointments import queries, rules
from uchastie.crm.appointments.models import Appointment, Hold
from uchastie.crm.appointments.rules import Format, State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.ids import new_id
from uchastie.ui import text

A_MINUTE = dt.timedelta(minutes=1)
KEEP_HOLDS = dt.timedelta(days=1)


@transaction.atomic
def book(
    *,
    unit: Unit,
    about_id: UUID,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    format: Format,
    employee_id: UUID | None = None,
    room_id: UUID | None = None,
    with_room: bool = True,
) -> Appointment:
    """Agree a time, or move the agreed one: the old time is free only together with the new one being taken.

    `Conflict("slot_taken")` names the nearest free time. A room is chosen when the meeting is in a centre with rooms
    and none is named (`with_room=False`: they meet without one). `NotSeen` for an employee or a room of another centre."""
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    rules.require_length(starts_at, ends_at)
    if starts_at < clock.now() - A_MINUTE:  # times are whole minutes, this one may have begun
        raise Refusal("past", "Этот час уже прошёл. Выберите время позже.", field="time")
    _require_own(unit, employee_id, room_id)
    network.wait_for_unit(unit.pk)
    known = queries.find_agreed(about_id, lock=True)
    before = _place(known)
    wanted = known or Appointment(id=new_id(), about_id=about_id)
    wanted.unit, wanted.title, wanted.employee_id = unit, title, employee_id
    wanted.starts_at, wanted.ends_at, wanted.format = starts_at, ends_at, format
    if known:
        known.holds.all().delete()
    wanted.room_id = _room(unit, wanted, room_id) if with_room else None
    if known is None or _place(wanted) != before:
        _write(wanted, new=known is None)
    _occupy(wanted)
    return wanted


@transaction.atomic
def cancel(*, about_id: UUID) -> Appointment | None:
    """The time is free again; calendars that know of the meeting are told that it is off."""
    return _leave(about_id, State.CANCELLED)


@transaction.atomic
def finish(*, about_id: UUID) -> Appointment | None:
    """What the meeting was for is done; one that has not begun yet is not needed any more."""
    known = queries.find_agreed(about_id, lock=True)
    begun = known is not None and known.starts_at <= clock.now()
    return _leave(about_id, State.DONE if begun else State.CANCELLED)


@transaction.atomic
def miss(*, about_id: UUID) -> Appointment | None:
    """The person did not come."""
    known = queries.find_agreed(about_id, lock=True)
    if known is not None and known.starts_at > clock.now():
        raise Refusal("early", "Встреча ещё не началась. Отметить, что человек не пришёл, можно после её начала.")
    return _leave(about_id, State.NO_SHOW)


def drop_old_holds() -> int:
    """A job: cells of the past guard nothing."""
    return Hold.objects.filter(at__lt=clock.now() - KEEP_HOLDS).delete()[0]


def _leave(about_id: UUID, state: State) -> Appointment | None:
    known = queries.find_agreed(about_id, lock=True)
    if known is None:
        return None
    known.holds.all().delete()
    known.state = state
    if state is State.CANCELLED:
        known.sequence += 1
    known.updated_at = clock.now()
    known.save(update_fields=["state", "sequence", "updated_at"])
    return known


def _write(wanted: Appointment, *, new: bool) -> None:
    """A change of time or place is the next number of the same event."""
    wanted.updated_at = wanted.settled_at = clock.now()
    if new:
        wanted.uid, wanted.created_at = f"{wanted.pk}@uchastie", wanted.updated_at
    else:
        wanted.sequence += 1
    wanted.save(force_insert=new)


def _place(known: Appointment | None) -> tuple[object, ...]:
    if known is None:
        return ()
    return (known.unit_id, known.employee_id, known.room_id, known.starts_at, known.ends_at, known.format)


def _require_own(unit: Unit, employee_id: UUID | None, room_id: UUID | None) -> None:
    if employee_id is not None and employee_id not in {host.id for host in queries.list_hosts(unit)}:
        raise NotSeen
    if room_id is not None and room_id not in {room.pk for room in queries.list_rooms(unit)}:
        raise NotSeen


def _room(unit: Unit, wanted: Appointment, room_id: UUID | None) -> UUID | None:
    """The named room, else the one it already has, else the first that is free; none where none is needed."""
    if wanted.format != Format.IN_PERSON:
        return None
    if room_id is not None:
        return room_id
    rooms = [room.pk for room in queries.list_rooms(unit)]
    if not rooms:
        return None
    taken = _taken(rooms, wanted.starts_at, wanted.ends_at)
    ordered = sorted(rooms, key=lambda room: room != wanted.room_id)
    free = next((room for room in ordered if room not in taken), None)
    if free is None:
        raise _conflict(wanted)
    return free


def _taken(resources: list[UUID], starts_at: dt.datetime, ends_at: dt.datetime) -> set[UUID]:
    cells = rules.cells(starts_at, ends_at)
    held = Hold.objects.filter(resource_id__in=resources, at__gte=cells[0], at__lte=cells[-1])
    return set(held.values_list("resource_id", flat=True))


def _occupy(wanted: Appointment) -> None:
    spans = {}
    if wanted.employee_id:
        spans[wanted.employee_id] = rules.busy_span(Format(wanted.format), wanted.starts_at, wanted.ends_at)
    if wanted.room_id:
        spans[wanted.room_id] = (wanted.starts_at, wanted.ends_at)
    # In one order for all, so that two who want the same wait for each other and do not lock each other out.
    cells = [(who, at) for who, span in sorted(spans.items()) for at in rules.cells(*span)]
    if any(_taken([who], *span) for who, span in spans.items()):
        raise _conflict(wanted)
    try:
        with transaction.atomic():
            Hold.objects.bulk_create(Hold(resource_id=who, at=at, appointment=wanted) for who, at in cells)
    except IntegrityError as error:
        raise _conflict(wanted) from error


def _conflict(wanted: Appointment) -> Conflict:
    unit = wanted.unit
    minutes = int((wanted.ends_at - wanted.starts_at).total_seconds() // 60)
    nearest = queries.find_nearest(
        unit,
        wanted.starts_at,
        minutes=minutes,
        format=Format(wanted.format),
        employee_id=wanted.employee_id,
        ignore=wanted.about_id,
    )
    told = "Это время уже занято."
    if nearest is None:
        return Conflict("slot_taken", f"{told} В ближайшие две недели свободного нет: выберите другой день.", "time")
    when = text.moment(nearest.starts_at, unit.zone, clock.now())
    return Conflict("slot_taken", f"{told} Ближайшее свободное: {when}.", "time")
