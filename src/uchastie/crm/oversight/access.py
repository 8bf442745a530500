"""A region's coordinator reads and corrects its snapshots; the federal team reads all of them. The board of the day is
of those who coordinate families."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
CORRECTORS = (Role.REGION_COORDINATOR,)
FEDERAL = (Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)
READERS = (*CORRECTORS, *FEDERAL)
HEADQUARTERS = frozenset({UnitKind.REGION_HQ, UnitKind.MUNICIPAL_HQ})


def require_reader(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *READERS):
        raise NotSeen


def require_corrector(actor: Actor, unit: Unit) -> None:
    require_reader(actor, unit)
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *CORRECTORS):
        raise NotSeen


def is_federal(actor: Actor) -> bool:
    return actor.has_role(*FEDERAL)


def require_headquarters(actor: Actor, unit: Unit | None) -> Unit:
    """The board is of a headquarters, never of a centre."""
    if unit is None or not actor.covers(unit.path, *COORDINATORS):
        raise Denied("Доску дня видят координаторы штаба.")
    if unit.kind not in HEADQUARTERS:
        raise Refusal("not_headquarters", "Доска дня есть у штаба. Выберите штаб слева вверху.")
    return unit
