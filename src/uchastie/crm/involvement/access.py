"""Who leads taking part: whoever works in the unit. Headquarters above and the federal team see numbers and what was
done; names and words of people stay with those who know them."""

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

READERS = (
    Role.CENTRE_EMPLOYEE,
    Role.CENTRE_HEAD,
    Role.REGION_COORDINATOR,
    Role.MUNICIPAL_COORDINATOR,
    Role.FEDERAL_MANAGER,
)
EDITORS = (Role.FEDERAL_MANAGER,)
LEADERS = tuple(role for role in READERS if role not in EDITORS)
_LEAD: dict[UnitKind, tuple[Role, ...]] = {
    UnitKind.CENTRE: (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD),
    UnitKind.REGION_HQ: (Role.REGION_COORDINATOR,),
    UnitKind.MUNICIPAL_HQ: (Role.MUNICIPAL_COORDINATOR,),
}


def leads(actor: Actor, unit: Unit) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    roles = _LEAD.get(UnitKind(unit.kind), ())
    held = any(grant.unit_id == unit.pk and grant.role in roles for grant in actor.grants)
    return actor.kind is ActorKind.USER and held


def may_read(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers(unit.path, *READERS))


def seen_by(actor: Actor) -> Q:
    """What has no names: opportunities, activities."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    seen = Q(pk__in=[])
    if actor.kind is ActorKind.USER:
        for path in actor.paths(*READERS):
            seen |= Q(unit__path__startswith=path)
    return seen


def led_by(actor: Actor) -> Q:
    """What has names: only of the units the actor works in."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if actor.kind is not ActorKind.USER:
        return Q(pk__in=[])
    return Q(unit__in=[grant.unit_id for grant in actor.grants if grant.role in LEADERS])


def require_reader(actor: Actor, unit: Unit | None) -> Unit:
    if unit is None or not may_read(actor, unit):
        raise NotSeen
    return unit


def require_lead(actor: Actor, unit: Unit | None) -> Unit:
    found = require_reader(actor, unit)
    if not leads(actor, found):
        raise Denied("Роли предлагают и ведут те, кто работает рядом с человеком. Вы видите, сколько людей участвует.")
    return found


def may_edit_groups(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.has_role(*EDITORS)
