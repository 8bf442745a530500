"""Who sees and does what in a profile: the centre its own, headquarters and the federal team one by one."""

from uuid import UUID

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.rules.states import Kind
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Denied

HEADS = (Role.CENTRE_HEAD,)
CENTRE = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
HELPERS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_MANAGER)
ABOVE = (*HELPERS, Role.FEDERAL_ANALYST)
READERS = (*CENTRE, *ABOVE)


def seen_by(actor: Actor) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    seen = Q(pk__in=[])
    if actor.kind is ActorKind.USER:
        for path in actor.paths(*READERS):
            seen |= Q(unit__path__startswith=path)
    return seen


def is_head(actor: Actor, unit: Unit) -> bool:
    return actor is SYSTEM or (actor.kind is ActorKind.USER and actor.covers(unit.path, *HEADS))


def kind_of(actor: Actor, unit: Unit) -> Kind | None:
    """For whom the actor answers here; None for those who do not."""
    if actor.kind is not ActorKind.USER:
        return None
    if actor.covers(unit.path, *HEADS):
        return Kind.MANAGEMENT
    return Kind.STAFF if actor.covers(unit.path, Role.CENTRE_EMPLOYEE) else None


def helps(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.USER and actor.covers(unit.path, *HELPERS)


def require_head(actor: Actor, unit: Unit) -> None:
    if not is_head(actor, unit):
        raise Denied("Профиль ведёт руководитель центра.")


def require_respondent(actor: Actor, unit: Unit) -> Kind:
    kind = kind_of(actor, unit)
    if kind is None:
        raise Denied("Отвечают те, кто работает в этом центре.")
    return kind


def require_helper(actor: Actor, profile: Profile) -> None:
    if not helps(actor, profile.unit):
        raise Denied("Советы пишут штаб и федеральная команда.")


def require_centre(unit: Unit | None) -> Unit:
    if unit is None or unit.kind != UnitKind.CENTRE:
        raise Denied("Профиль составляет центр. Выберите центр вверху.")
    return unit


def person_of(actor: Actor) -> UUID:
    """Who answers for it by account: never a job or a visitor."""
    if actor.user_id is None:
        raise Denied
    return actor.user_id
