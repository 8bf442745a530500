"""Who calls, who marks help and who says whether it was so. Coordinators in their own region; a party only its own."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship.models import Guardianship
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
COUNTERS = (*COORDINATORS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)  # see numbers, the last two without families


def coordinates(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *COORDINATORS)


def is_guardian(actor: Actor, pair: Guardianship) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == pair.guardian_id


def is_family(actor: Actor, pair: Guardianship) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == pair.case_id


def require_coordinator(actor: Actor, path: str) -> None:
    if not coordinates(actor, path):
        raise NotSeen


def require_helper(actor: Actor, pair: Guardianship) -> None:
    """Help is marked by who has given it, or by the coordinator from their words."""
    if not (coordinates(actor, pair.unit.path) or is_guardian(actor, pair)):
        raise NotSeen


def require_family(actor: Actor, pair: Guardianship) -> None:
    if not is_family(actor, pair):
        raise NotSeen


def require_guardian(actor: Actor, pair: Guardianship) -> None:
    if not is_guardian(actor, pair):
        raise NotSeen


def require_any_side(actor: Actor, pair: Guardianship) -> None:
    if not (coordinates(actor, pair.unit.path) or is_guardian(actor, pair) or is_family(actor, pair)):
        raise NotSeen
