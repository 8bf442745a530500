"""A66: the ID on Добро.рф, linked when it is known."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import access
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.kernel.actor import Actor


@transaction.atomic
def link_person_id(*, actor: Actor, unit: Unit, beneficiary_id: UUID, volunteer_id: str) -> None:
    """One number, and every request of the person loses its mark «без ID», at other centres too."""
    access.require_worker(actor, unit.path)
    people.link_volunteer_id(actor, beneficiary_id=beneficiary_id, volunteer_id=volunteer_id, unit=unit)
    for request in ServiceRequest.objects.filter(beneficiary_id=beneficiary_id, id_pending=True).order_by("pk"):
        request.apply(id_pending=False)
        record(actor, request, "id_linked")
