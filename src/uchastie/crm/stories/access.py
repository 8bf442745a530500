"""Who sees which story. The guardian its own, the family what was sent to it, coordinators those of their region once
they were sent, the federal team what families have agreed to; everybody what is published."""

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import StoryState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
MODERATORS = (Role.FEDERAL_MANAGER,)
READERS = (*COORDINATORS, *MODERATORS)

_SENT = Q(sent_at__isnull=False)
_NOT_FEDERAL = Q(state__in=[StoryState.DRAFT, StoryState.WAITING_CONSENT])


def shown() -> Q:
    """On the open pages now: published, the consent neither withdrawn nor over."""
    return Q(state=StoryState.PUBLISHED, consent__withdrawn_at__isnull=True, show_until__gte=clock.now().date())


def seen_by(actor: Actor) -> Q:
    """Beyond the open pages."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if actor.kind is ActorKind.HOLDER and actor.id is not None:
        return Q(guardian=actor.id) | (Q(case=actor.id) & _SENT)
    seen = Q(pk__in=[])
    if actor.kind is not ActorKind.USER:
        return seen
    for path in actor.paths(*COORDINATORS):
        seen |= Q(unit__path__startswith=path) & _SENT
    if is_moderator(actor):
        seen |= ~_NOT_FEDERAL
    return seen


def is_moderator(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.covers("/", *MODERATORS))


def coordinates(actor: Actor, story: Story) -> bool:
    return actor.kind is ActorKind.USER and actor.covers(story.unit.path, *COORDINATORS)


def is_family(actor: Actor, story: Story) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == story.case_id


def is_guardian(actor: Actor, story: Story) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == story.guardian_id


def require_guardian(actor: Actor, story: Story) -> None:
    if not is_guardian(actor, story):
        raise NotSeen


def require_family(actor: Actor, story: Story) -> None:
    """The family itself, or a coordinator who acts on its word."""
    if not (is_family(actor, story) or coordinates(actor, story)):
        raise Denied("За семью отвечает она сама или координатор её штаба.")


def require_moderator(actor: Actor) -> None:
    if not is_moderator(actor):
        raise Denied("Публикует и снимает истории федеральная команда.")
