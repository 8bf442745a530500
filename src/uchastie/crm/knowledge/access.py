"""Who reads and writes articles, who writes handouts."""

from django.db.models import Q

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


# --- articles ---

EDITORS = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR, *FEDERAL)


def reach(actor: Actor) -> Q:
    """The condition on articles that the actor may read: of the country, of the units above his own, and of those
    below them."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    condition = Q(unit__isnull=True)
    for path in actor.paths(*STAFF):
        condition |= Q(unit__path__startswith=path) | Q(unit__path__in=prefixes(path))
    return condition


def prefixes(path: str) -> list[str]:
    """The paths of the unit itself and of all above it."""
    return [path[: place + 1] for place, sign in enumerate(path) if sign == "/"]


def may_edit(actor: Actor, unit: Unit | None) -> bool:
    """The federal team writes for the country, a coordinator for the region, a head for the centre."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.has_role(*FEDERAL) if unit is None else actor.covers(unit.path, *EDITORS)


def require_editor(actor: Actor, unit: Unit | None) -> None:
    if not may_edit(actor, unit):
        raise Denied("Эту статью меняет тот, кто её ведёт: центр, штаб региона или федеральная команда.")


def unit_to_write_for(actor: Actor, unit: Unit | None) -> Unit | None:
    """Whose a new article is: the federal team's are of the country, all others' of the unit they work in."""
    return None if actor.has_role(*FEDERAL) else unit
