"""Coordinators keep the agreements of their region, parties sign their own, the federal team reads and writes templates."""

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import Side
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

WORKERS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
EDITORS = (Role.FEDERAL_MANAGER,)
READERS = (*WORKERS, *EDITORS)


def seen_by(actor: Actor) -> Q:
    """The condition on agreements. A party does not see a draft: it may still change."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if actor.kind is ActorKind.HOLDER:
        return (Q(guardian_id=actor.id) | Q(case_id=actor.id)) & ~Q(offered_at=None)
    condition = Q(pk__in=[])
    for path in actor.paths(*READERS):
        condition |= Q(unit__path__startswith=path)
    return condition


def side_of(actor: Actor, agreement: Agreement) -> Side | None:
    """For whom the actor signs."""
    if actor.kind is ActorKind.HOLDER and actor.id is not None:
        if actor.id == agreement.guardian_id:
            return Side.GUARDIAN
        return Side.FAMILY if actor.id == agreement.case_id else None
    return Side.HQ if actor.kind is ActorKind.USER and may_work(actor, agreement.unit.path) else None


def may_work(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers(path, *WORKERS))


def require_worker(actor: Actor, path: str) -> None:
    if actor.kind is ActorKind.USER and not actor.covers(path, *READERS):
        raise NotSeen
    if not may_work(actor, path):
        raise Denied("Соглашения готовит координатор штаба.")


def may_edit_templates(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers("/", *EDITORS)


def require_editor(actor: Actor) -> None:
    if not may_edit_templates(actor):
        raise Denied("Шаблоны соглашений меняет федеральная команда.")
