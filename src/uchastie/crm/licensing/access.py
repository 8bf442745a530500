"""Who leads licences, who builds a set and who approves it. A head whose licence does not work yet holds no grant: he
is known by his assignment, and sees the way to the licence and nothing else."""

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

EDITORS = (Role.FEDERAL_MANAGER, Role.ADMIN)
REVIEWERS = (Role.REGION_COORDINATOR, *EDITORS)
WORKERS = (Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE)
WRITERS = (Role.CENTRE_HEAD, *REVIEWERS)  # of local notes: each of his own unit


def may_set_offers(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *EDITORS)


def require_setting_offers(actor: Actor, unit: Unit) -> None:
    if not may_set_offers(actor, unit):
        raise Denied("Набор сервисов центра утверждает федеральная команда.")


def may_review(actor: Actor, path: str) -> bool:
    """`path`: of the region's headquarters or of the centre."""
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *REVIEWERS)


def require_review(actor: Actor, path: str) -> None:
    if not may_review(actor, path):
        raise NotSeen


def require_text_editor(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.has_role(*EDITORS):
        raise Denied("Тексты договора и условий пишет федеральная команда.")


def is_head(actor: Actor, unit: Unit) -> bool:
    """Also of a centre whose licence does not work yet or any more."""
    return actor.covers(unit.path, Role.CENTRE_HEAD) or _waits_at(actor, unit, Role.CENTRE_HEAD)


def works_here(actor: Actor, unit: Unit) -> bool:
    return actor.covers(unit.path, *STAFF) or _waits_at(actor, unit, *WORKERS)


def _waits_at(actor: Actor, unit: Unit, *roles: Role) -> bool:
    if actor.kind is not ActorKind.USER or actor.id is None or unit.status != UnitStatus.LOCKED:
        return False
    return network.list_locked_units(actor.id, *roles).filter(pk=unit.pk).exists()


def require_head(actor: Actor, unit: Unit) -> None:
    if actor.kind is ActorKind.SYSTEM or is_head(actor, unit):
        return
    if works_here(actor, unit):
        raise Denied("Это делает руководитель центра.")
    raise NotSeen


def may_keep_premises(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *WORKERS)


def require_keeping_premises(actor: Actor, unit: Unit) -> None:
    if not may_keep_premises(actor, unit):
        raise Denied("Отмечают готовность сотрудники центра.")


def may_write_note(actor: Actor, unit: Unit) -> bool:
    """Each level writes about its own place: the country, the region, the town."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return any(grant.unit_id == unit.pk and grant.role in WRITERS for grant in actor.grants)
