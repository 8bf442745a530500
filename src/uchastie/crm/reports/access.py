"""Who reads reports: the head of a centre its own, headquarters and the federal team what lies below them."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

FORMERS = (Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.ADMIN)
READERS = (*FORMERS, Role.FEDERAL_ANALYST)


def require_reader(actor: Actor, unit: Unit) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.covers(unit.path, *READERS):
        raise NotSeen


def may_form(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *FORMERS)


def require_former(actor: Actor, unit: Unit) -> None:
    require_reader(actor, unit)
    if not may_form(actor, unit):
        raise Denied("Отчёт формирует руководитель центра или координатор. Вы можете его читать и скачать.")


def is_inside(actor: Actor, unit: Unit) -> bool:
    """Whoever answers for the unit itself knows its people anyway; others read small numbers as words."""
    return actor.covers(unit.path, Role.CENTRE_HEAD)
