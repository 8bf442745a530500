"""Whoever reads the requests of a centre reads its figures; the federal team sees counts, not rows."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

COUNTERS = (*READERS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.ADMIN)


def require_counter(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *COUNTERS):
        raise NotSeen


def may_see_rows(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *READERS)


CORRECTORS = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER)
NORM_EDITORS = (Role.FEDERAL_MANAGER, Role.ADMIN)


def may_correct(actor: Actor, unit: Unit) -> bool:
    """Who may have a closed period counted anew."""
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *CORRECTORS)


def require_corrector(actor: Actor, unit: Unit) -> None:
    require_counter(actor, unit)
    if not may_correct(actor, unit):
        raise Denied("Закрытый период пересчитывает руководитель центра или координатор региона.")


def require_norm_editor(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.has_role(*NORM_EDITORS):
        raise Denied("Нормы меняет федеральная команда.")
