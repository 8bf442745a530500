"""Who writes handouts."""

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

FEDERAL = (Role.FEDERAL_MANAGER, Role.ADMIN)
WRITERS = (Role.CENTRE_HEAD, *FEDERAL)


def may_write(actor: Actor, unit: Unit | None) -> bool:
    """Handouts of the country are written by the federal team, those of a centre by its head too."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.has_role(*FEDERAL) if unit is None else actor.covers(unit.path, *WRITERS)


def require_writer(actor: Actor, unit: Unit | None) -> None:
    if unit is not None and actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *STAFF):
        raise NotSeen
    if not may_write(actor, unit):
        raise Denied("Эту памятку меняет тот, кто её завёл: руководитель центра или федеральная команда.")
