"""Who works on a pair: the coordinators of its headquarters, and the two sides themselves through their own pages.
Centres and the federal team see no pair: the federal team reads numbers (decision 15)."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import Side
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)


def coordinates(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *COORDINATORS)


def require_coordinator(actor: Actor, path: str) -> None:
    if not coordinates(actor, path):
        raise NotSeen


def side_of(actor: Actor, pair: Guardianship) -> Side:
    """On whose behalf the actor acts; `NotSeen` for everybody else."""
    if actor.kind is ActorKind.HOLDER:
        if actor.id == pair.guardian_id:
            return Side.GUARDIAN
        if actor.id == pair.case_id:
            return Side.FAMILY
        raise NotSeen
    require_coordinator(actor, pair.unit.path)
    return Side.HQ


def require_hq(actor: Actor, pair: Guardianship) -> None:
    if side_of(actor, pair) is not Side.HQ:
        raise Denied("Это делает координатор штаба.")


def require_guardian(actor: Actor, pair: Guardianship) -> None:
    if side_of(actor, pair) is not Side.GUARDIAN:
        raise Denied("Это делает сам опекун.")
