"""Giving and withdrawing consent."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import access, queries
from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.consents.models import Consent, ConsentText
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.prepared import fresh, insert

OBJECT = "consents.consent"


@transaction.atomic
def give(
    actor: Actor,
    *,
    purpose: Purpose,
    subject_id: UUID,
    about_id: UUID | None,
    name: str,
    method: Method,
    text_id: UUID,
    address: str | None = None,
) -> Consent:
    """A receipt for the text the person has read. `Refusal("consent_text_changed")` when a newer one is in force."""
    text = queries.current_edition(purpose)
    if text.pk != text_id:
        message = "Пока вы читали, вышла новая редакция документа. Прочитайте её и отметьте согласие ещё раз."
        raise Refusal("consent_text_changed", message, field="agree")
    return _write(actor, text, subject_id, about_id, name, method, address)


@transaction.atomic
def take(
    actor: Actor, *, subject_id: UUID, about_id: UUID, name: str, method: Method, purpose: Purpose = Purpose.SERVICE
) -> Consent:
    """Staff note the consent a person gave them on paper or in words, to the text in force."""
    return _write(actor, queries.current_edition(purpose), subject_id, about_id, name, method, None)


def _write(
    actor: Actor,
    text: ConsentText,
    subject_id: UUID,
    about_id: UUID | None,
    name: str,
    method: Method,
    address: str | None,
) -> Consent:
    consent = fresh(
        Consent,
        text=text,
        subject_id=subject_id,
        about_id=about_id,
        name=name,
        method=method,
        given_at=clock.now(),
        taken_by_id=None if method is Method.WEB else actor.user_id,
        address=address or None,
    )
    insert(consent)
    journal.record(
        actor,
        verb="consent_given",
        object_kind=OBJECT,
        object_id=consent.pk,
        edition=text.number,
        purpose=str(text.purpose),
        method=str(method),
    )
    return consent


@transaction.atomic
def withdraw(actor: Actor, *, consent_id: UUID) -> Consent:
    """Withdrawing twice is the same as once. The receipt stays: it shows until when the work was lawful."""
    consent = Consent.objects.select_related("text").filter(pk=consent_id).first()
    if consent is None:
        raise NotSeen
    access.require_withdrawer(actor, consent)
    moment = clock.now()
    if not Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(withdrawn_at=moment):
        return consent
    consent.withdrawn_at = moment
    journal.record(actor, verb="consent_withdrawn", object_kind=OBJECT, object_id=consent.pk)
    bus.announce(ConsentWithdrawn(consent.pk, consent.subject_id, consent.about_id))
    return consent
