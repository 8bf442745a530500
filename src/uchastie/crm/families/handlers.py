"""What families do when others announce something, and whom they tell."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.desk.events import (
    RequestDelivered,
    RequestReopened,
    RequestReturned,
    ReviewChanged,
    ReviewReceived,
    StepUndone,
)
from uchastie.crm.desk.rules import Step
from uchastie.crm.families import actions, queries
from uchastie.crm.families.events import FamilyReceived
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.network import queries as network
from uchastie.crm.network.guards import Work
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel.actor import SYSTEM


def follow_delivery(event: RequestDelivered) -> None:
    actions.follow_delivery(event.request_id)


def follow_return(event: RequestReopened | RequestReturned) -> None:
    actions.follow_return(event.request_id)


def follow_undo(event: StepUndone) -> None:
    if event.step == Step.DELIVER:
        actions.follow_return(event.request_id)


def follow_review(event: ReviewReceived | ReviewChanged) -> None:
    actions.follow_review(event.request_id, event.stars)


def tell_coordinators(event: FamilyReceived) -> None:
    """A new family waits: the coordinators of the region hear of it by its number. A region without a coordinator is
    the federal team's trouble."""
    case = queries.find_case(event.case_id)
    if case is None:
        return
    leads = {user.pk for user in queries.list_colleagues(case)}
    if leads:
        _tell(case, leads, "family_received", reverse("families:case", args=[case.pk]))
        return
    federal = network.list_staff(SYSTEM, network.get_federal())
    managers = {row.user_id for row in federal if row.role == Role.FEDERAL_MANAGER}
    _tell(case, managers, "family_nobody", reverse("network:index"))


def tell_withdrawal(event: ConsentWithdrawn) -> None:
    """The family does not want its data kept: whoever leads it hears of it before the next call. No guardian is shown
    anything of it from now on."""
    case = queries.find_case(event.about_id) if event.about_id else None
    if case is None:
        return
    leads = {user.pk for user in queries.list_colleagues(case)}
    own = {user_id for user_id in leads if user_id == case.assignee_id}
    _tell(case, own or leads, "family_consent_withdrawn", reverse("families:case", args=[case.pk]))


def led_families() -> Work:
    """What a coordinator leads, for the one who lets him go: no family is left with somebody who is gone."""
    return Work(
        ("семья", "семьи", "семей"),
        lambda unit, user_id: queries.list_led_by(unit, user_id).count(),
        lambda actor, unit, leaver, successor, _: actions.hand_over_all(
            actor=actor, unit=unit, from_id=leaver, to_id=successor
        ),
    )


def _tell(case: FamilyCase, user_ids: Iterable[UUID], code: str, url: str) -> None:
    for user_id in user_ids:
        to = messages.staff(user_id, unit_id=case.unit_id)
        if to is not None:
            notifications.notify(event=code, about_id=case.pk, to=to, unit_id=case.unit_id, number=case.number, url=url)
