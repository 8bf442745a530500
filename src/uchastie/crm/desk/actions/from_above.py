"""A headquarters passes one need of a family to a centre of its region (B43): an ordinary request from then on."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.actions import intake, letters
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Applicant, Channel
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Way
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Denied, Refusal

PASSERS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)


@transaction.atomic
def send_request(
    *, actor: Actor, unit: Unit, service_code: str, beneficiary_id: UUID, need: str, preferred_time: str = ""
) -> ServiceRequest:
    """Only to a working centre below the actor; the person has agreed by phone that this centre calls. The centre gets
    to know the person and nothing of the family's case."""
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *PASSERS):
        raise Denied("Просьбу семьи передаёт координатор того же региона.")
    if unit.kind != UnitKind.CENTRE or unit.status != UnitStatus.ACTIVE:
        raise Refusal("no_target", "Этот центр сейчас не работает. Выберите другой.", field="centre")
    service, regulation = intake.offered(unit, service_code)
    person = people.meet(SYSTEM, beneficiary_id=beneficiary_id, unit=unit)
    way = Way(person.preferred_way)
    applicant = Applicant(name=person.name, preferred_way=way, preferred_time=preferred_time)
    extra = {"created_by_id": actor.user_id, "id_pending": not person.volunteer_id}
    new = intake.NewRequest(unit, service, regulation, person, applicant, need, Channel.HQ, extra)
    request = intake.write(actor, new)
    consents.take(actor, subject_id=person.pk, about_id=request.pk, name=person.name, method=Method.ORAL)
    letters.tell_received(request)
    return request
