"""A consent is withdrawn by the person, or by staff the person has asked; those above check whose it is."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.rules import Purpose
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

_CENTRE = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
_ASKERS = (*_CENTRE, Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_MANAGER)
_STAFF = {
    Purpose.SERVICE: _CENTRE,
    Purpose.ANSWER: _CENTRE,
    Purpose.EVENT: _CENTRE,
    Purpose.COUNCIL: _ASKERS,
    Purpose.COUNCIL_PARENT: _ASKERS,
    Purpose.CHILD_SURVEY: _ASKERS,
    Purpose.FAMILY: (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR),
    Purpose.HOST: (Role.REGION_COORDINATOR,),
    Purpose.GUARDIAN: (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR),
    Purpose.FAMILY_TRANSFER: (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR),
    Purpose.STORY: (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR),
}


def require_withdrawer(actor: Actor, consent: Consent) -> None:
    holder = actor.kind is ActorKind.HOLDER and actor.id == consent.about_id
    staff = actor.kind is ActorKind.USER and actor.has_role(*_STAFF[Purpose(consent.text.purpose)])
    if not (holder or staff or actor.kind is ActorKind.SYSTEM):
        raise NotSeen
