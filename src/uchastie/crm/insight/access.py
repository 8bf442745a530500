"""Whoever reads the requests of a centre reads its figures; the federal team sees counts, not rows."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

COUNTERS = (*READERS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.ADMIN)


def require_counter(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *COUNTERS):
        raise NotSeen


def may_see_rows(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *READERS)
