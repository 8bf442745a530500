"""Marks at the door. A person counts once for an event however often marked; the mark is also a visit of the centre."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents.rules import Method
from uchastie.crm.events import access, queries
from uchastie.crm.events.actions.record import count_if_held, record
from uchastie.crm.events.actions.registering import card_of, write_at_door
from uchastie.crm.events.models import Attendance, Event
from uchastie.crm.events.queries import Found
from uchastie.crm.events.rules import Guest, MarkWay, State, require_came, require_door
from uchastie.crm.visits import actions as visits
from uchastie.crm.visits.actions import Mark
from uchastie.crm.visits.rules import MOST_WITH, CancelReason, moment_of_mark
from uchastie.crm.visits.rules import Purpose as VisitPurpose
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Came:
    """`key` of the press: the same twice is one mark. `people` 0: as many as had registered. `at`: when a device
    without connection has noted it."""

    key: str
    people: int = 0
    at: dt.datetime | None = None


@transaction.atomic
def mark_came(
    *, actor: Actor, event_id: UUID, came: Came, text: str = "", registration_id: UUID | None = None
) -> Attendance:
    """By the registration of the list, or by what was scanned or typed; nothing at all is people without names.

    Refuses "not_found" and "several", so that the employee chooses from the list."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    same = event.attendances.filter(key=came.key).first()
    if same:
        return same
    require_door(State(event.state), event.starts_at, event.ends_at, clock.now())
    found = _found(actor, event, text, registration_id)
    person_id = found.only.person_id if found.only else found.person_id
    if person_id:
        earlier = queries.find_mark(event, person_id)
        if earlier:
            return earlier
    return _write(actor, event, came, found, person_id)


@transaction.atomic
def mark_guest(*, actor: Actor, event_id: UUID, guest: Guest, came: Came, method: Method = Method.ORAL) -> Attendance:
    """Who came without a registration and leaves a name is written down at the door with a consent, and marked. Who is
    registered is recognised."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    same = event.attendances.filter(key=came.key).first()
    if same:
        return same
    require_door(State(event.state), event.starts_at, event.ends_at, clock.now())
    person = card_of(actor, event.unit, guest)
    earlier = queries.find_mark(event, person.pk)
    if earlier:
        return earlier
    registered = queries.find_registration(event, person.pk)
    if registered is None:
        registered = write_at_door(actor, event, person, guest, key=came.key, method=method)
    found = Found(MarkWay.TABLE if method is Method.PAPER else MarkWay.CHOSEN, (registered,))
    return _write(actor, event, Came(came.key, came.people or guest.people, came.at), found, person.pk)


def _found(actor: Actor, event: Event, text: str, registration_id: UUID | None) -> Found:
    if registration_id:
        registration = queries.get_registration(actor, registration_id)
        if registration.event_id != event.pk:
            raise Refusal("other_event", "Этот код от другого события.", field="who")
        return Found(MarkWay.CHOSEN, (registration,))
    found = queries.find_guest(actor, event, text)
    if found.way is MarkWay.UNNAMED or found.only or found.person_id:
        return found
    if found.registrations:
        raise Refusal("several", "Подходят несколько человек. Выберите, кто пришёл.", field="who")
    raise Refusal("not_found", "Среди записавшихся не нашли. Отметьте без имени или запишите.", field="who")


def _write(actor: Actor, event: Event, came: Came, found: Found, person_id: UUID | None) -> Attendance:
    people = came.people or (found.only.people if found.only else 1)
    require_came(people, named=person_id is not None)
    now = clock.now()
    at = moment_of_mark(came.at, now)
    mark = Attendance.objects.create(
        id=new_id(),
        event=event,
        registration=found.only,
        person_id=person_id,
        people=people,
        way=found.way,
        key=came.key,
        at=at,
        sent_at=now,
        by_id=actor.user_id,
    )
    _visit(actor, event, mark, came)
    record(actor, event, "guest_came", mark=mark.pk, way=str(mark.way), people=people)
    count_if_held(event)
    return mark


def _visit(actor: Actor, event: Event, mark: Attendance, came: Came) -> None:
    """Who came to the centre itself has visited it; marks written down on another day are no visits of today."""
    if event.online or event.place or clock.today(event.zone) != event.day:
        return
    extra = min(mark.people - 1, MOST_WITH)
    visit = visits.mark_visit(
        actor=actor,
        unit=event.unit,
        mark=Mark(VisitPurpose.EVENT, mark.key, extra, at=came.at),
        person_id=mark.person_id,
    )
    mark.visit = visit
    mark.save(update_fields=["visit"])


@transaction.atomic
def take_back(*, actor: Actor, mark_id: UUID) -> Attendance:
    """A wrong mark stays, crossed out, and counts no more; its visit too. Twice is once."""
    mark = queries.get_mark(actor, mark_id)
    event = queries.get_event(actor, mark.event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    mark.refresh_from_db(fields=["cancelled_at"])
    if mark.cancelled_at is None:
        require_door(State(event.state), event.starts_at, event.ends_at, clock.now())
        mark.cancelled_at = clock.now()
        mark.save(update_fields=["cancelled_at"])
        if mark.visit and mark.visit.key == mark.key:
            visits.cancel_visit(actor=actor, visit_id=mark.visit.pk, reason=CancelReason.MISTAKE)
        record(actor, event, "mark_taken_back", mark=mark.pk)
        count_if_held(event)
    return mark
