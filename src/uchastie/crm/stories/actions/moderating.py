"""The federal team publishes, returns with a reason, takes down."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import queries as receipts
from uchastie.crm.stories import access, queries
from uchastie.crm.stories.actions import letters
from uchastie.crm.stories.actions.deciding import require_reason
from uchastie.crm.stories.actions.ending import erase
from uchastie.crm.stories.actions.steps import lock_story, move, unseal
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import Move
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def publish_story(*, actor: Actor, story_id: UUID, version: int | None) -> Story:
    """Only what the family has agreed to, by the row's own content; the database holds the same rule."""
    story = _lock(actor, story_id, version)
    agreed = story.consent_id is not None and not receipts.is_withdrawn(story.consent_id)
    if not agreed or queries.seal_of(story) != story.agreed_digest:
        raise Refusal("no_consent", "Согласия семьи на эту редакцию нет. Верните историю опекуну.")
    move(actor, story, Move.PUBLISH, published_at=clock.now())
    letters.tell_guardian(story, "story_published")
    letters.tell_family(story)
    return story


@transaction.atomic
def return_story(*, actor: Actor, story_id: UUID, version: int | None, reason: str) -> Story:
    """To the guardian with a reason; a published one is off the page from this moment."""
    story = _lock(actor, story_id, version)
    unseal(actor, story, Move.RETURN, reason=require_reason(reason), returned_by_family=False)
    letters.tell_guardian(story, "story_returned")
    return story


@transaction.atomic
def remove_story(*, actor: Actor, story_id: UUID, version: int | None, reason: str) -> Story:
    """For good: words and photos are erased."""
    story = _lock(actor, story_id, version)
    erase(actor, story, Move.REMOVE, reason=require_reason(reason))
    letters.tell_guardian(story, "story_gone")
    return story


def _lock(actor: Actor, story_id: UUID, version: int | None) -> Story:
    story = lock_story(actor, story_id, version)
    access.require_moderator(actor)
    return story
