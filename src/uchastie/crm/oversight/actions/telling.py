"""Who of a headquarters is told, and of what: once, by number, without a name."""

import datetime as dt
from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import queries as agreements
from uchastie.crm.agreements.rules import State
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.models import HelpFact
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.rules import GuardianState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.rules import RESERVED
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

LOOK_BACK = dt.timedelta(days=3)  # a standstill of the installation loses nothing; what is older stands on the board
PAPER = "agreements:agreement"


def tell_of_pair(
    *, event: str, guardianship_id: UUID, about_id: UUID, url_name: str, url_id: UUID | None = None
) -> None:
    pair = guardianship.get_guardianship(SYSTEM, guardianship_id)
    _tell(event, pair.case, about_id, reverse(url_name, args=[url_id or about_id]))


def tell_of_pause(*, guardian_id: UUID) -> None:
    """Pairs that have not begun to help, of a guardian on pause."""
    guardian = guardians.get_guardian(SYSTEM, guardian_id)
    if guardian.state != GuardianState.PAUSED:
        return
    for pair in guardianship.list_of_guardian(guardian.pk):
        if pair.state in RESERVED:
            _tell("pause_in_connection", pair.case, pair.pk, reverse("guardianship:pair", args=[pair.pk]))


def tell_of_agreement(*, agreement_id: UUID) -> None:
    """An expired one; that a party has ended one is told where it ends it."""
    agreement = agreements.get_agreement(SYSTEM, agreement_id)
    if agreement.state != State.EXPIRED:
        return
    url = reverse(PAPER, args=[agreement.pk])
    leader = agreement.case.assignee_id if agreement.case else None
    for user_id in _leaders(agreement.unit, leader):
        _send("agreement_lapsed", user_id, agreement.unit_id, agreement.pk, agreement.number, url)


def ask_to_confirm(*, fact: HelpFact) -> None:
    """B25: the family hears that there is help to confirm."""
    case = fact.guardianship.case
    to = messages.person(case.applicant_id, about_id=case.pk, unit_id=fact.unit_id)
    url = reverse("family_cabinet:help", args=[case.pk])
    if to is not None:
        notifications.notify(
            event="help_to_confirm", about_id=fact.pk, to=to, unit_id=fact.unit_id, number=case.number, url=url
        )


def tell_of_time() -> None:
    """What nobody announces because only time has passed: 72 hours without an introduction, a call that was not made."""
    now = clock.now()
    for pair in guardianship.list_gone_over(now - LOOK_BACK, now):
        _tell("connection_overdue", pair.case, pair.pk, reverse("guardianship:pair", args=[pair.pk]))
    today = now.date()
    for call in followup.list_missed_on(today - LOOK_BACK, today):
        if call.work_on < now.astimezone(call.unit.zone).date():
            case = call.guardianship.case
            _tell("call_missed", case, call.pk, reverse("followup:call", args=[call.pk]))


def _tell(event: str, case: FamilyCase, about_id: UUID, url: str) -> None:
    for user_id in _leaders(case.unit, case.assignee_id):
        _send(event, user_id, case.unit_id, about_id, case.number, url)


def _leaders(unit: Unit, assignee_id: UUID | None) -> list[UUID]:
    """Whoever leads the family, while he coordinates; else all coordinators of the headquarters; a region without one
    is the federal team's."""
    leads = [user.pk for user in families.list_colleagues_of(unit)]
    if assignee_id in leads:
        return [assignee_id]
    if leads:
        return leads
    federal = network.list_staff(SYSTEM, network.get_federal())
    return sorted({row.user_id for row in federal if row.role == Role.FEDERAL_MANAGER})


def _send(event: str, user_id: UUID, unit_id: UUID, about_id: UUID, number: str, url: str) -> None:
    to = messages.staff(user_id, unit_id=unit_id)
    if to is not None:
        notifications.notify(event=event, about_id=about_id, to=to, unit_id=unit_id, number=number, url=url)
