"""The plan of a centre: an event is written down, published, changed, cancelled, and at last it is over."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.events import access, queries
from uchastie.crm.events.actions import letters
from uchastie.crm.events.actions.places import promote
from uchastie.crm.events.actions.record import count_anew, record
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.events.rules import (
    LIFECYCLE,
    EventValues,
    Move,
    State,
    leaving,
    new_code,
    require_correction,
    require_event,
    require_nobody_came,
    require_reason,
    require_room,
)
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.jobs import job

AT_ONCE = 200  # letters of one run of the job


@transaction.atomic
def create_event(*, actor: Actor, unit: Unit, values: EventValues, publish: bool = False) -> Event:
    """A draft of the year's plan, or at once in sight of everybody."""
    access.require_centre(actor, unit)
    require_event(values)
    now = clock.now()
    event = Event.objects.create(
        unit=unit,
        code=new_code(),
        made_at=now,
        made_by_id=actor.user_id,
        changed_at=now,
        day=values.starts_at.astimezone(unit.zone).date(),
        **asdict(values),
    )
    record(actor, event, "event_planned")
    return publish_event(actor=actor, event_id=event.pk) if publish else event


@transaction.atomic
def publish_event(*, actor: Actor, event_id: UUID, version: int | None = None) -> Event:
    """From now on it has its page, stands in the list of the centre and in the calendars of those who follow it.
    Twice is once."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    if event.state == State.PUBLISHED:
        return event
    event.require_version(version)
    state = LIFECYCLE.target(State(event.state), Move.PUBLISH)
    event.apply(state=state, published_at=clock.now(), changed_at=clock.now())
    record(actor, event, "event_published")
    return event


@transaction.atomic
def change_event(*, actor: Actor, event_id: UUID, values: EventValues, version: int) -> Event:
    """Everybody who registered is told when what is ahead gets another time or place; nobody loses a place. What is
    over is put right in silence: it may have been another kind of event, on another day."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    event.require_version(version)
    require_correction(State(event.state), event.ends_at, values, clock.now())
    require_event(values)
    require_room(values.places, event.taken)
    before, moved = event.day, _moved(event, values)
    day = values.starts_at.astimezone(event.zone).date()
    event.apply(**asdict(values), day=day, changed_at=clock.now())
    record(actor, event, "event_changed", moved=moved)
    if event.state == State.HELD:
        count_anew(event, before)
    promote(event)
    if moved and event.state == State.PUBLISHED and event.ends_at > clock.now():
        Registration.objects.filter(event=event).update(reminded_at=None)
        tell_everybody.enqueue(str(event.pk), "event_changed", letters.stamp(clock.now()))
    return event


def _moved(event: Event, values: EventValues) -> bool:
    before = (event.starts_at, event.ends_at, event.place, event.online)
    return before != (values.starts_at, values.ends_at, values.place, values.online)


@transaction.atomic
def cancel_event(*, actor: Actor, event_id: UUID, reason: str) -> Event:
    """The page stays and says why; everybody who registered is told. What was held by the clock alone is struck off the
    figures. Twice is once."""
    event = queries.get_event(actor, event_id, lock=True)
    access.require_worker(actor, event.unit.path)
    if event.state == State.CANCELLED:
        return event
    words, was = require_reason(reason), State(event.state)
    require_nobody_came(queries.count_reach(event).came)
    state = LIFECYCLE.target(was, leaving(was))
    now = clock.now()
    event.apply(state=state, cancel_reason=words, cancelled_at=now, changed_at=now)
    record(actor, event, "event_cancelled", was=str(was))
    if was is State.PUBLISHED:
        tell_everybody.enqueue(str(event.pk), "event_cancelled", "")
    if was is State.HELD:
        count_anew(event)
    return event


@job
def tell_everybody(event_id: str, what: str, occasion: str) -> None:
    """Whoever is told already is not told again, so the job may run twice. One person, one transaction."""
    event = queries.get_event(SYSTEM, UUID(event_id))
    more: dict[str, Any] = {"причина": event.cancel_reason} if what == "event_cancelled" else {}
    for registration in queries.list_all_registered(event).iterator(chunk_size=AT_ONCE):
        letters.tell(registration, event, what, occasion=occasion, **more)


def hold_past() -> int:
    """A job: what has come to its end is over and begins to count. How many."""
    over = Event.objects.filter(state=State.PUBLISHED, ends_at__lte=clock.now()).order_by("ends_at", "id")
    return sum(_hold(pk) for pk in list(over.values_list("pk", flat=True)[:500]))


@transaction.atomic
def _hold(event_id: UUID) -> bool:
    event = queries.get_event(SYSTEM, event_id, lock=True)
    if event.state != State.PUBLISHED or event.ends_at > clock.now():
        return False
    event.apply(state=LIFECYCLE.target(State.PUBLISHED, Move.HOLD), held_at=clock.now(), changed_at=clock.now())
    record(SYSTEM, event, "event_held")
    count_anew(event)
    return True
