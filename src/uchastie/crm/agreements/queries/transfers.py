"""To whom a family lets its data go (B56)."""

from uuid import UUID

from uchastie.crm.agreements import access
from uchastie.crm.agreements.models import TransferConsent
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.queries import Document
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def list_transfers(actor: Actor, case_id: UUID) -> list[TransferConsent]:
    """Given and withdrawn, newest first: for the family and for those who see it."""
    families.get_case(actor, case_id)
    rows = TransferConsent.objects.filter(case_id=case_id).select_related("guardian", "consent", "consent__text")
    return list(rows.order_by("-given_at", "-id"))


def get_transfer(actor: Actor, transfer_id: UUID) -> TransferConsent:
    """For the family and its coordinators; not for the guardian."""
    row = TransferConsent.objects.filter(pk=transfer_id).select_related("case__unit", "guardian", "consent").first()
    if row is None:
        raise NotSeen
    own = actor.kind is ActorKind.HOLDER and actor.id == row.case_id
    if not (own or access.may_work(actor, row.case.unit.path)):
        raise NotSeen
    return row


def transfer_document(case: FamilyCase, guardian: Guardian) -> Document:
    """What the family reads before it agrees."""
    text = consents.current_text(Purpose.FAMILY_TRANSFER)
    today = clock.today(case.unit.zone)
    return consents.document_of(text, case.unit, today, guardian=_quoted(guardian.name), family=case.number)


def _quoted(name: str) -> str:
    """A name that brings its own quotes gets no second pair."""
    return name if "«" in name else f"«{name}»"
