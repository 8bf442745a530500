"""The journal's line about a deed with one request: its unit sees it, its person is told who looked."""

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor


def record(actor: Actor, request: ServiceRequest, verb: str, **details: str) -> None:
    journal.record(
        actor, verb=verb, object_kind="desk.request", object_id=request.pk, unit_id=request.unit_id, **details
    )
