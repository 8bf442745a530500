"""A line of the journal and the days to count anew, both in the transaction of the change."""

import datetime as dt
from typing import Any
from uuid import UUID

from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import DaysChanged


def record(
    actor: Actor,
    verb: str,
    kind: str,
    *,
    object_id: UUID,
    unit_id: UUID,
    days: tuple[dt.date, ...] = (),
    **details: Any,
) -> None:
    journal.record(actor, verb=verb, object_kind=f"platform.{kind}", object_id=object_id, unit_id=unit_id, **details)
    if days:
        bus.announce(DaysChanged(unit_id, tuple(sorted(set(days)))))
