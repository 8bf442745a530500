"""What a family writes and what it is answered. Everything else of its cabinet are actions of the capabilities below."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.agreements import actions as agreements
from uchastie.crm.consents import actions as withdrawal
from uchastie.crm.consents import queries as consents
from uchastie.crm.deadlines import queries as calendars
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.family_cabinet import queries, rules
from uchastie.crm.family_cabinet.events import AppealSent
from uchastie.crm.family_cabinet.models import Appeal
from uchastie.crm.family_cabinet.rules import About, Kind
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.guardianship.rules import EndReason
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor

OBJECT = "family_cabinet.appeal"


@transaction.atomic
def complain(*, actor: Actor, case_id: UUID, about: About, text: str, key: str) -> Appeal:
    """Never shown to the guardian. About the headquarters: the federal team reads it, the headquarters does not. The
    same form twice is one complaint."""
    case, words = queries.require_own(actor, case_id), rules.require_text(text)
    known = Appeal.objects.filter(key=key, case=case).first()
    if known:
        return known
    unit = network.get_federal() if rules.goes_to_federal(about) else case.unit
    return _send(actor, case, unit, Kind.COMPLAINT, about, words, key, rules.ANSWER_WORKING_DAYS)


@transaction.atomic
def ask_to_forget(*, actor: Actor, case_id: UUID, text: str, key: str) -> Appeal:
    """The data are passed to nobody from this moment on: the consent to keep them and every consent to pass them are
    withdrawn (stories go with the first), every guardian's help is reported as ending. Erasing is the work of people.
    Asking twice is asking once."""
    case = queries.require_own(actor, case_id)
    known = Appeal.objects.filter(case=case, kind=Kind.FORGET, answered_at=None).first()
    if known:
        return known
    for pair in queries.list_pairs(case):
        if pair.state in queries.ASKED_OF:
            note = "Семья просит удалить её данные"
            guardianship.report_end(actor=actor, guardianship_id=pair.pk, reason=EndReason.OTHER, note=note)
    for row in queries.list_consents(case):
        if row.withdrawn_at is None:
            agreements.withdraw_transfer(actor=actor, transfer_id=row.pk)
    given = consents.consent_about(case.pk)
    if given is not None and given.withdrawn_at is None:
        withdrawal.withdraw(actor, consent_id=given.pk)
    words = text.strip()[: rules.MOST]
    return _send(actor, case, case.unit, Kind.FORGET, About.OTHER, words, key, rules.FORGET_WORKING_DAYS)


@transaction.atomic
def answer_appeal(*, actor: Actor, appeal_id: UUID, version: int | None, text: str) -> Appeal:
    """The family is told that there is an answer; it reads it in its cabinet. A later answer replaces the earlier one."""
    appeal = queries.get_appeal(actor, appeal_id, lock=True)
    appeal.require_version(version)
    appeal.apply(answer=rules.require_text(text, field="answer"), answered_at=clock.now(), answered_by_id=actor.user_id)
    journal.record(
        actor, verb="appeal_answered", object_kind=OBJECT, object_id=appeal.pk, unit_id=appeal.unit_id, kind=appeal.kind
    )
    to = messages.person(appeal.case.applicant_id, about_id=appeal.pk, unit_id=appeal.case.unit_id)
    if to is not None:
        url = reverse("family_cabinet:appeals", args=[appeal.case_id])
        notifications.notify(
            event="appeal_answered",
            about_id=appeal.pk,
            to=to,
            unit_id=appeal.case.unit_id,
            number=appeal.case.number,
            url=url,
            occasion=f"{appeal.version}",
        )
    return appeal


def _send(
    actor: Actor, case: FamilyCase, unit: Unit, kind: Kind, about: About, text: str, key: str, days: int
) -> Appeal:
    now = clock.now()
    calendar = calendars.get_calendar(case.unit.region_id or "")
    due: dt.datetime = clocks.working_days_deadline(now, days, case.unit.zone, calendar).due_at
    appeal = Appeal.objects.create(
        case=case, unit=unit, kind=kind, about=about, text=text, key=key, sent_at=now, due_at=due
    )
    journal.record(
        actor,
        verb="appeal_sent",
        object_kind=OBJECT,
        object_id=appeal.pk,
        unit_id=unit.pk,
        kind=str(kind),
    )
    bus.announce(AppealSent(appeal.pk, case.pk, unit.pk))
    return appeal
