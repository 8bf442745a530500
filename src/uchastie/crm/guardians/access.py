"""Who works with guardians: the federal team verifies, the region's coordinators prepare their own (B5, B6)."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
VERIFIERS = (Role.FEDERAL_MANAGER,)
READERS = (*COORDINATORS, *VERIFIERS)


def is_own(actor: Actor, guardian: Guardian) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == guardian.pk


def is_coordinator(actor: Actor, guardian: Guardian) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    return guardian.unit is not None and actor.covers(guardian.unit.path, *COORDINATORS)


def is_verifier(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.has_role(*VERIFIERS)


def require_seen(actor: Actor, guardian: Guardian) -> None:
    if not (is_own(actor, guardian) or is_coordinator(actor, guardian) or is_verifier(actor)):
        raise NotSeen


def require_unit(actor: Actor, unit: Unit | None) -> Unit:
    """The headquarters whose base is opened."""
    if unit is None or not (actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *COORDINATORS)):
        raise NotSeen
    return unit
