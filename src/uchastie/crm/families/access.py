"""Who works with families: coordinators of the region and of the municipality, and the family itself. Nobody else sees
a name: the federal team counts, centres get ordinary requests."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
CATEGORY_EDITORS = (Role.FEDERAL_MANAGER, Role.ADMIN)
HEADQUARTERS = frozenset({UnitKind.REGION_HQ, UnitKind.MUNICIPAL_HQ})


def is_coordinator(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *COORDINATORS)


def is_family(actor: Actor, case: FamilyCase) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == case.pk


def require_coordinator(actor: Actor, case: FamilyCase) -> None:
    if not is_coordinator(actor, case.unit.path):
        raise NotSeen


def require_party(actor: Actor, case: FamilyCase) -> None:
    """The coordinator or the family itself."""
    if not is_family(actor, case):
        require_coordinator(actor, case)


def require_headquarters(actor: Actor, unit: Unit | None) -> Unit:
    """Families belong to a headquarters, never to a centre."""
    if unit is None or not is_coordinator(actor, unit.path):
        raise Denied("Заявки семей ведут координаторы штаба.")
    if unit.kind not in HEADQUARTERS:
        raise Refusal("not_headquarters", "Семьи записывают за штабом. Выберите штаб слева вверху.")
    return unit


def require_category_editor(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.has_role(*CATEGORY_EDITORS):
        raise Denied("Список категорий помощи ведёт федеральная команда.")
