"""A consent is withdrawn by the person, or by staff the person has asked; the desk checks whose request it is."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def require_withdrawer(actor: Actor, consent: Consent) -> None:
    holder = actor.kind is ActorKind.HOLDER and actor.id == consent.about_id
    staff = actor.kind is ActorKind.USER and actor.has_role(Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
    if not (holder or staff or actor.kind is ActorKind.SYSTEM):
        raise NotSeen
