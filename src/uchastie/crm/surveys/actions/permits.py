"""The parent's consent to one survey of one teenager: asked by the teenager, given by a link or on paper (C30)."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.surveys import access, queries, rules
from uchastie.crm.surveys.actions.building import record
from uchastie.crm.surveys.models import Permit, Sheet, Survey
from uchastie.crm.surveys.rules import Form, State
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor
from uchastie.kernel.errors import Refusal


def _require_teen(survey: Survey) -> None:
    if survey.form != Form.TEEN or survey.state != State.OPEN:
        raise Refusal("closed", "Анкета закрыта.")


def _make(survey: Survey) -> Permit:
    return Permit.objects.create(survey=survey, code=rules.new_permit_code(), made_at=clock.now())


@transaction.atomic
def ask_permit(*, survey: Survey) -> Permit:
    """By the teenager: a code to show to a parent. Nothing about the teenager is kept."""
    _require_teen(survey)
    return _make(survey)


@transaction.atomic
def give_permit(*, permit: Permit, name: str, text_id: UUID, address: str | None) -> Permit:
    """By the parent. Twice is once."""
    _require_teen(permit.survey)
    if not name.strip():
        raise Refusal("name", "Напишите ваше имя: согласие даёт человек.", field="name")
    if permit.consent is not None and permit.consent.withdrawn_at is None:
        return permit
    permit.consent = consents.give(
        NOBODY,
        purpose=Purpose.CHILD_SURVEY,
        subject_id=permit.pk,
        about_id=permit.pk,
        name=name.strip(),
        method=Method.WEB,
        text_id=text_id,
        address=address,
    )
    permit.save(update_fields=["consent"])
    return permit


@transaction.atomic
def note_permit(*, actor: Actor, survey_id: UUID, name: str) -> Permit:
    """The parent has signed on paper at the centre: the code goes to the teenager."""
    survey = queries.get_survey(actor, survey_id)
    access.require_asker(actor, survey.unit)
    _require_teen(survey)
    if not name.strip():
        raise Refusal("name", "Напишите имя родителя, как в бумаге.", field="name")
    permit = _make(survey)
    permit.consent = consents.take(
        actor,
        subject_id=permit.pk,
        about_id=permit.pk,
        name=name.strip(),
        method=Method.PAPER,
        purpose=Purpose.CHILD_SURVEY,
    )
    permit.save(update_fields=["consent"])
    record(actor, survey, "survey_permit_noted")
    return permit


@transaction.atomic
def stop_answering(*, consent_id: UUID) -> None:
    """The parent has changed the mind: the unfinished sheet goes. Finished ones cannot be found by anybody."""
    Sheet.objects.filter(permit__consent=consent_id, finished=False).delete()
