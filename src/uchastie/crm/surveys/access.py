"""Who asks: those who work in the unit. The headquarters above see what is asked and the counts, nobody a single sheet."""

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

READERS = (
    Role.CENTRE_EMPLOYEE,
    Role.CENTRE_HEAD,
    Role.REGION_COORDINATOR,
    Role.MUNICIPAL_COORDINATOR,
    Role.FEDERAL_MANAGER,
)
_ASKERS: dict[UnitKind, tuple[Role, ...]] = {
    UnitKind.CENTRE: (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD),
    UnitKind.REGION_HQ: (Role.REGION_COORDINATOR,),
    UnitKind.MUNICIPAL_HQ: (Role.MUNICIPAL_COORDINATOR,),
    UnitKind.FEDERAL: (Role.FEDERAL_MANAGER,),
}


def seen_by(actor: Actor) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    seen = Q(pk__in=[])
    if actor.kind is ActorKind.USER:
        for path in actor.paths(*READERS):
            seen |= Q(unit__path__startswith=path)
    return seen


def may_read(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers(unit.path, *READERS))


def asks(actor: Actor, unit: Unit) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.kind is ActorKind.USER and actor.covers(unit.path, *_ASKERS[UnitKind(unit.kind)])


def require_asker(actor: Actor, unit: Unit) -> None:
    if not may_read(actor, unit):
        raise NotSeen
    if not asks(actor, unit):
        raise Denied("Опрос ведут те, кто его начал. Вы видите вопросы и итоги.")
