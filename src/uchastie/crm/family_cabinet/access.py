"""Who answers a family: the coordinators of the headquarters it wrote to, or the federal team."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
ANSWERERS = (*COORDINATORS, Role.FEDERAL_MANAGER)


def answers(actor: Actor, unit: Unit) -> bool:
    """A federal manager answers what is addressed to the federal team and reads nothing of the headquarters below."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    if unit.kind == UnitKind.FEDERAL:
        return actor.covers(unit.path, Role.FEDERAL_MANAGER)
    return actor.covers(unit.path, *COORDINATORS)
