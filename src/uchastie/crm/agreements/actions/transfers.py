"""The family lets its data go to one named guardian, and takes that back (B56)."""

from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.agreements import access, queries
from uchastie.crm.agreements.events import TransferGiven, TransferWithdrawn
from uchastie.crm.agreements.models import TransferConsent
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents import queries as receipts
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import queries as families
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

OBJECT = "families.case"


@transaction.atomic
def give_transfer(
    *,
    actor: Actor,
    case_id: UUID,
    guardian_id: UUID,
    text_id: UUID,
    method: Method = Method.WEB,
    address: str | None = None,
) -> TransferConsent:
    """By the family itself on its page, or noted by a coordinator who holds the signed paper. Words alone are not enough."""
    case = families.get_case(actor, case_id)
    own = actor.kind is ActorKind.HOLDER and actor.id == case.pk
    if not own:
        access.require_worker(actor, case.unit.path)
    if method is not (Method.WEB if own else Method.PAPER):
        message = "Согласие даёт сама семья на своей странице или на бумаге с подписью."
        raise Refusal("method", message, field="method")
    guardian = guardians.get_guardian(SYSTEM if own else actor, guardian_id)
    if queries.has_transfer_consent(case.pk, guardian.pk):
        raise Refusal("given", "Согласие на этого опекуна семья уже дала.")
    row = TransferConsent(id=new_id(), case=case, guardian=guardian, given_at=clock.now())
    row.consent = consents.give(
        actor,
        purpose=Purpose.FAMILY_TRANSFER,
        subject_id=case.applicant_id,
        about_id=row.pk,
        name=case.applicant.name,
        method=method,
        text_id=text_id,
        address=address,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("given", "Согласие на этого опекуна семья уже дала.") from error
    _record(actor, row, "transfer_given")
    bus.announce(TransferGiven(case.pk, guardian.pk))
    return row


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer_id: UUID) -> TransferConsent:
    """From this moment on the guardian sees nothing. Twice is once; no reason is asked."""
    row = queries.get_transfer(actor, transfer_id)
    if row.withdrawn_at is None:
        holder = Actor(ActorKind.HOLDER, id=row.pk, label=actor.label) if actor.kind is ActorKind.HOLDER else actor
        consents.withdraw(holder, consent_id=row.consent_id)
        close_transfer(row.consent_id, by=actor)
    return queries.get_transfer(actor, transfer_id)


@transaction.atomic
def close_transfer(consent_id: UUID, *, by: Actor = SYSTEM) -> None:
    """The receipt has been withdrawn, whoever did it; twice is once."""
    row = TransferConsent.objects.filter(consent_id=consent_id).select_related("case").first()
    if row is None or not receipts.is_withdrawn(consent_id):
        return
    if TransferConsent.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        _record(by, row, "transfer_withdrawn")
        bus.announce(TransferWithdrawn(row.case_id, row.guardian_id))


def _record(actor: Actor, row: TransferConsent, verb: str) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.case_id,
        unit_id=row.case.unit_id,
        guardian=row.guardian_id,
    )
