"""Who may see and manage units and their staff. Everything follows from the grants of the actor."""

from django.db.models import Q

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network import rules
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

EDITORS = (Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR, Role.CENTRE_HEAD)
OPENERS = (Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR)


def seen_by(actor: Actor) -> Q:
    """The condition on units that the actor sees: own units and what lies below them."""
    return _below(actor, *STAFF)


def opens_in(actor: Actor) -> Q:
    """The condition on headquarters in whose region the actor may open centres."""
    return _below(actor, *OPENERS)


def _below(actor: Actor, *roles: Role) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    condition = Q(pk__in=[])
    for path in actor.paths(*roles):
        condition |= Q(path__startswith=path)
    return condition


def sees(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *STAFF)


def may_open_in(actor: Actor, region_hq: Unit) -> bool:
    """Centres are opened by the region's coordinator and by those above."""
    return actor.kind is ActorKind.SYSTEM or actor.covers(region_hq.path, *OPENERS)


def may_edit(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or (unit.kind == UnitKind.CENTRE and actor.covers(unit.path, *EDITORS))


def may_change_status(actor: Actor, unit: Unit) -> bool:
    """A head does not close or reopen his own centre."""
    return actor.kind is ActorKind.SYSTEM or (unit.kind == UnitKind.CENTRE and actor.covers(unit.path, *OPENERS))


def roles_to_give(actor: Actor, unit: Unit) -> tuple[Role, ...]:
    """Roles the actor may give and take away in the unit: those that exist there and are not above his own."""
    here = rules.ROLES_AT[UnitKind(unit.kind)]
    if actor.kind is ActorKind.SYSTEM:
        return here
    own = {Role(grant.role) for grant in actor.grants if unit.path.startswith(grant.path)}
    given = frozenset[Role]().union(*(rules.GIVES.get(role, frozenset()) for role in own))
    return tuple(role for role in here if role in given)


def require_seen(actor: Actor, unit: Unit) -> None:
    if not sees(actor, unit):
        raise NotSeen


def require_edit(actor: Actor, unit: Unit) -> None:
    require_seen(actor, unit)
    if not may_edit(actor, unit):
        raise Denied("Данные центра меняют его руководитель, координатор региона и федеральная команда.")


def may_edit_headquarters(actor: Actor, unit: Unit) -> bool:
    """Municipal headquarters are kept by the region and by those above; a coordinator does not choose his centres."""
    return unit.kind == UnitKind.MUNICIPAL_HQ and unit.parent is not None and may_open_in(actor, unit.parent)


def require_headquarters_edit(actor: Actor, unit: Unit) -> None:
    require_seen(actor, unit)
    if not may_edit_headquarters(actor, unit):
        raise Denied("Муниципальный штаб меняют координатор региона и федеральная команда.")


def require_import(actor: Actor) -> None:
    if not actor.has_role(*OPENERS):
        raise Denied("Таблицы загружают координатор региона и федеральная команда.")


def require_status_change(actor: Actor, unit: Unit) -> None:
    require_seen(actor, unit)
    if not may_change_status(actor, unit):
        raise Denied("Приостановить или закрыть центр могут координатор региона и федеральная команда.")


def require_giving(actor: Actor, unit: Unit, role: Role) -> None:
    require_seen(actor, unit)
    if role not in roles_to_give(actor, unit):
        raise Denied("Эту роль в этом подразделении назначает тот, кто выше вас.")
