"""What is done to an agreement goes into the journal: codes, never names."""

from typing import Any

from uchastie.crm.agreements.models import Agreement
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor

OBJECT = "agreements.agreement"


def record(actor: Actor, agreement: Agreement, verb: str, **details: Any) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=agreement.pk,
        unit_id=agreement.unit_id,
        number=agreement.number,
        kind=str(agreement.kind),
        **details,
    )
