"""Who reads the words: those who work in the unit and those above. Who answers: the unit that was spoken to."""

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
_ANSWERERS: dict[UnitKind, tuple[Role, ...]] = {
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


def answers(actor: Actor, unit: Unit) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.kind is ActorKind.USER and actor.covers(unit.path, *_ANSWERERS[UnitKind(unit.kind)])


def require_answerer(actor: Actor, unit: Unit) -> None:
    if not may_read(actor, unit):
        raise NotSeen
    if not answers(actor, unit):
        raise Denied("Отвечают те, кому сказали. Вы видите слова и ответы.")
