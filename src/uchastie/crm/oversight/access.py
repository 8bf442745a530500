"""A region's coordinator reads and corrects its snapshots; the federal team reads all of them."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

CORRECTORS = (Role.REGION_COORDINATOR,)
FEDERAL = (Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)
READERS = (*CORRECTORS, *FEDERAL)


def require_reader(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *READERS):
        raise NotSeen


def require_corrector(actor: Actor, unit: Unit) -> None:
    require_reader(actor, unit)
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *CORRECTORS):
        raise NotSeen


def is_federal(actor: Actor) -> bool:
    return actor.has_role(*FEDERAL)
