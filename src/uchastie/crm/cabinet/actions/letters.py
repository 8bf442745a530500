"""Who is told of what was said. The words go by the ways each has chosen; the talk itself stays on its pages."""

from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries as requests
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.crm.notifications.guards import directory
from uchastie.kernel.actor import SYSTEM


def tell_staff(request: ServiceRequest, what: str, occasion: UUID) -> None:
    """Whoever leads the request, else the heads of the centre."""
    for user_id in directory().answerable(request.pk, request.unit_id):
        _tell(request, "person_answered", user_id, occasion, {"о чём": what})


def tell_head(request: ServiceRequest, occasion: UUID) -> None:
    """A wish for another employee: to the heads and never to the one who leads the request; if that is the only head,
    to the region."""
    for user_id in _heads(request):
        _tell(request, "another_asked", user_id, occasion, {})


def _heads(request: ServiceRequest) -> list[UUID]:
    unit: Unit | None = request.unit
    role = Role.CENTRE_HEAD
    while unit is not None:
        staff = network.list_staff(SYSTEM, unit)
        found = [row.user_id for row in staff if row.role == role and row.user_id != request.assignee_id]
        if found:
            return found
        unit, role = unit.parent, Role.REGION_COORDINATOR
    return []


def tell_person(request: ServiceRequest, words: str, occasion: UUID) -> None:
    person = reach.person(request.beneficiary_id, about_id=request.pk, unit_id=request.unit_id)
    if person is None:
        return
    notifications.notify(
        event="question_answered",
        about_id=request.pk,
        to=person,
        unit_id=request.unit_id,
        number=request.number,
        values={"ответ": words},
        url=reverse("cabinet:talk", args=[requests.status_token(request.pk)]),
        occasion=str(occasion),
    )


def _tell(request: ServiceRequest, event: str, user_id: UUID, occasion: UUID, values: dict[str, str]) -> None:
    employee = reach.staff(user_id, unit_id=request.unit_id)
    if employee is None:
        return
    notifications.notify(
        event=event,
        about_id=request.pk,
        to=employee,
        unit_id=request.unit_id,
        number=request.number,
        values=values,
        url=reverse("desk:request", args=[request.pk]) + "#talk",
        occasion=str(occasion),
    )
