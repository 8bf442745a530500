"""The journal of events, ids and codes only; and the figures that have to be counted anew."""

import datetime as dt
from typing import Any

from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import State
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import DaysChanged

OBJECT = "events.event"


def record(actor: Actor, event: Event, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=event.pk, unit_id=event.unit_id, **details)


def count_anew(event: Event, *others: dt.date) -> None:
    """What is over counts; `others` are days on which it stood before."""
    bus.announce(DaysChanged(event.unit_id, tuple(sorted({event.day, *others}))))


def count_if_held(event: Event) -> None:
    if event.state == State.HELD:
        count_anew(event)
