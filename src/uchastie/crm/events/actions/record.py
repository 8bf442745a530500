"""The journal of events: ids and codes only."""

from typing import Any

from uchastie.crm.events.models import Event
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor

OBJECT = "events.event"


def record(actor: Actor, event: Event, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=event.pk, unit_id=event.unit_id, **details)
