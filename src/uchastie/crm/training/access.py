"""Who notes training."""

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

FEDERAL = (Role.FEDERAL_MANAGER, Role.ADMIN)
TRAINERS = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR, *FEDERAL)


def may_train(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *TRAINERS)


def require_trainer(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *STAFF):
        raise NotSeen
    if not may_train(actor, unit):
        raise Denied("Обучение отмечает руководитель центра, координатор региона или федеральная команда.")


def require_sight(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *STAFF):
        raise NotSeen
