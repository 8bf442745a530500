"""What the family and its headquarters are told."""

from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.family_cabinet.events import AppealSent
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.events import VisitPlanned
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel.actor import SYSTEM


def tell_of_visit(event: VisitPlanned) -> None:
    pair = guardianship.get_guardianship(SYSTEM, event.guardianship_id)
    case = families.find_case(pair.case_id)
    if case is not None:
        _tell_family(case, "visit_planned", event.visit_id, reverse("family_cabinet:home", args=[case.pk]))


def tell_answerers(event: AppealSent) -> None:
    """Who answers: the coordinators of the headquarters, or the federal managers. The number, never the words."""
    case = families.find_case(event.case_id)
    if case is None:
        return
    url = reverse("family_cabinet:appeal", args=[event.appeal_id])
    for user_id in _answerers(case, event.unit_id):
        to = messages.staff(user_id, unit_id=event.unit_id)
        if to is not None:
            notifications.notify(
                event="appeal_sent",
                about_id=event.appeal_id,
                to=to,
                unit_id=event.unit_id,
                number=case.number,
                url=url,
            )


def _answerers(case: FamilyCase, unit_id: UUID) -> set[UUID]:
    federal = network.get_federal()
    if unit_id == federal.pk:
        return {row.user_id for row in network.list_staff(SYSTEM, federal) if row.role == Role.FEDERAL_MANAGER}
    return {user.pk for user in families.list_colleagues(case)}


def _tell_family(case: FamilyCase, code: str, about_id: UUID, url: str) -> None:
    to = messages.person(case.applicant_id, about_id=about_id, unit_id=case.unit_id)
    if to is not None:
        notifications.notify(event=code, about_id=about_id, to=to, unit_id=case.unit_id, number=case.number, url=url)
