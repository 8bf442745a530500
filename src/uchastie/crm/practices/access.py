"""Who writes, moderates and reads practices. What is published everybody reads; the rest its unit and those above."""

from uuid import UUID

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.rules.states import State
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
MODERATORS = (Role.FEDERAL_MANAGER,)
WRITERS = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, *COORDINATORS, *MODERATORS)
READERS = WRITERS


def seen_by(actor: Actor) -> Q:
    """At work: whatever its state is. The federal team hears of a practice when its people have agreed."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    seen = Q(pk__in=[])
    if actor.kind is not ActorKind.USER:
        return seen
    for path in actor.paths(Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, *COORDINATORS):
        seen |= Q(unit__path__startswith=path)
    if moderates(actor):
        later = [State.MODERATION, State.PUBLISHED, State.RETURNED, State.ARCHIVED]
        seen |= Q(state__in=later) | Q(author=actor.id)
    return seen


def moderates(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers("/", *MODERATORS))


def writes(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers(unit.path, *WRITERS))


def owns(actor: Actor, case: CaseStudy) -> bool:
    """Those of its unit, its author, and the headquarters above; the federal team moderates and does not rewrite."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    mine = actor.covers(case.unit.path, Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, *COORDINATORS)
    return actor.kind is ActorKind.USER and (mine or case.author_id == actor.id)


def require_writer(actor: Actor, unit: Unit | None) -> Unit:
    if unit is None:
        raise NotSeen
    if not writes(actor, unit):
        raise Denied("О практике рассказывают сотрудники центров и штабов.")
    return unit


def require_owner(actor: Actor, case: CaseStudy) -> None:
    if not owns(actor, case):
        raise Denied("Практику меняют те, кто её написал.")


def require_moderator(actor: Actor, case: CaseStudy) -> None:
    if not moderates(actor):
        raise Denied("Публикует практики федеральная команда.")
    if actor.kind is ActorKind.USER and case.author_id == actor.id:
        raise Denied("Свою практику проверяет другой человек.")


def person_of(actor: Actor) -> UUID:
    """Who answers for it by account: never a job or a visitor."""
    if actor.user_id is None:
        raise Denied
    return actor.user_id
