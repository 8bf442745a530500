"""Registration: by the person with a consent of its own, by staff on the telephone, from a table; and giving it up."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.events import access, queries
from uchastie.crm.events.actions import letters
from uchastie.crm.events.actions.places import give_back, promote, take
from uchastie.crm.events.actions.record import record
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.events.rules import (
    Guest,
    MarkWay,
    Source,
    Standing,
    State,
    require_age,
    require_open,
    require_people,
)
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.crm.visits import actions as visits
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, NotSeen, Refusal


@dataclass(frozen=True, slots=True)
class Sender:
    """`key` of the form; what was agreed to, and from where."""

    key: str
    consent_text_id: UUID
    address: str | None = None


@transaction.atomic
def register_guest(*, event_id: UUID, guest: Guest, sender: Sender) -> Registration:
    """By the person. The same form twice is one registration. Who is registered already by another form gets the link
    again by message and not here: somebody else may have typed the name and the telephone."""
    event = queries.get_event(SYSTEM, event_id, lock=True)
    known = queries.find_by_form(event, sender.key)
    if known:
        return known
    require_open(State(event.state), event.starts_at, clock.now())
    require_people(guest.people)
    require_age(event.min_age, guest.of_age)
    person = card_of(NOBODY, event.unit, guest)
    registered = queries.find_registration(event, person.pk)
    if registered:
        letters.tell(registered, event, "event_registered", occasion=letters.stamp(clock.now())[:10])
        raise Conflict("registered", "Вы уже записаны. Ссылку на запись отправили ещё раз.")
    made = _write(NOBODY, event, person, guest.people, Source.WEB, sender.key)
    consents.give(
        NOBODY,
        purpose=Purpose.EVENT,
        subject_id=person.pk,
        about_id=made.pk,
        name=guest.name,
        method=Method.WEB,
        text_id=sender.consent_text_id,
        address=sender.address,
    )
    return made


@transaction.atomic
def add_guest(
    *, actor: Actor, event_id: UUID, guest: Guest, key: str, method: Method = Method.ORAL, source: Source = Source.STAFF
) -> Registration:
    """By staff: somebody has called, or stands in a table. The consent was given in words or on paper. Who came without
    a registration is written down at the door."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    known = queries.find_by_form(event, key)
    if known:
        return known
    if event.state != State.PUBLISHED or event.ends_at <= clock.now():
        raise Refusal("not_open", "Записывать можно на опубликованное событие, пока оно не прошло.")
    require_people(guest.people)
    if source is Source.STAFF:
        require_age(event.min_age, guest.of_age)
    person = card_of(actor, event.unit, guest)
    registered = queries.find_registration(event, person.pk)
    if registered:
        return registered
    made = _write(actor, event, person, guest.people, source, key)
    consents.take(actor, subject_id=person.pk, about_id=made.pk, name=guest.name, method=method, purpose=Purpose.EVENT)
    return made


def write_at_door(
    actor: Actor, event: Event, person: Beneficiary, guest: Guest, *, key: str, method: Method
) -> Registration:
    """Of who came without a registration: from now on found by name, with a consent of its own. The caller holds the
    event."""
    require_people(guest.people)
    made = _write(actor, event, person, guest.people, Source.DOOR, key)
    consents.take(actor, subject_id=person.pk, about_id=made.pk, name=guest.name, method=method, purpose=Purpose.EVENT)
    return made


def card_of(actor: Actor, unit: Unit, guest: Guest) -> Beneficiary:
    """The card of the registry: an old one when contact and name are the same, else new."""
    return people.register(
        actor,
        kind=Kind.PERSON,
        name=guest.name,
        phone=guest.phone,
        email=guest.email,
        preferred_way=Way.PHONE if guest.phone else Way.EMAIL,
        unit=unit,
    )


def _write(actor: Actor, event: Event, person: Beneficiary, count: int, source: Source, key: str) -> Registration:
    """Places while there are any, else the waiting list; who stands at the door waits for nothing."""
    placed, at_door = take(event, count), source is Source.DOOR
    Event.objects.filter(pk=event.pk).update(serial=F("serial") + 1)
    event.refresh_from_db(fields=["serial"])
    now = clock.now()
    made = Registration.objects.create(
        event=event,
        person=person,
        number=event.serial,
        people=count,
        standing=Standing.GOING if placed or at_door else Standing.WAITING,
        source=source,
        key=key,
        made_at=now,
        made_by_id=actor.user_id,
        placed_at=now if placed else None,
    )
    record(actor, event, "guest_registered", registration=made.pk, standing=str(made.standing), source=str(source))
    if event.ends_at > now and not at_door:
        letters.tell(made, event, "event_registered" if placed else "event_waiting")
    return made


@transaction.atomic
def give_up(*, actor: Actor, registration_id: UUID) -> Registration:
    """By the holder of the link or by staff. The place goes to who waits longest and fits. Twice is once."""
    found = Registration.objects.select_related("event").filter(pk=registration_id).first()
    if found is None:
        raise NotSeen
    _require_owner(actor, found)
    event = queries.get_event(SYSTEM, found.event_id, lock=True)
    found.refresh_from_db(fields=["standing"])
    if found.standing == Standing.CANCELLED:
        return found
    if event.state == State.HELD:
        raise Refusal("over", "Событие уже прошло: отменять нечего.")
    if queries.find_mark(event, found.person_id):
        raise Refusal("came", "На входе уже отметили, что человек пришёл: отменять нечего.")
    had = found.standing == Standing.GOING and found.placed_at is not None
    found.standing, found.cancelled_at = Standing.CANCELLED, clock.now()
    found.save(update_fields=["standing", "cancelled_at"])
    record(actor, event, "guest_cancelled", registration=found.pk)
    if had:
        give_back(event, found.people)
        promote(event)
    return found


def _require_owner(actor: Actor, found: Registration) -> None:
    if actor.kind is ActorKind.HOLDER:
        if actor.id != found.pk:
            raise NotSeen
        return
    access.require_worker(actor, found.event.unit.path)


@transaction.atomic
def forget_registration(registration_id: UUID) -> None:
    """The consent was withdrawn: the place is free, and a mark at the door is of somebody without a name, so that the
    number stays true. A receipt about anything else changes nothing here."""
    found = Registration.objects.filter(pk=registration_id).first()
    if found is None:
        return
    event = queries.get_event(SYSTEM, found.event_id, lock=True)
    marks = event.attendances.filter(registration=found)
    for visit_id in marks.filter(visit__person__isnull=False).values_list("visit", flat=True):
        visits.forget_visitor(visit_id)
    marks.update(person=None, registration=None, way=MarkWay.UNNAMED)
    if event.state == State.HELD:
        gone = Registration.objects.filter(pk=found.pk).exclude(standing=Standing.CANCELLED)
        gone.update(standing=Standing.CANCELLED, cancelled_at=clock.now())
    else:
        give_up(actor=SYSTEM, registration_id=found.pk)
