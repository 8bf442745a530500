"""What every step of a story shares: the row under lock, the move, the receipt that ends, the journal."""

from typing import Any
from uuid import UUID

from uchastie.crm.consents import actions as consents
from uchastie.crm.journal import actions as journal
from uchastie.crm.stories import queries
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import Move, StoryState, machine
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

OBJECT = "stories.story"
PHOTO = "stories.photo"  # the purpose of its files


def lock_story(actor: Actor, story_id: UUID, version: int | None = None) -> Story:
    story = queries.get_story(actor, story_id, lock=True)
    story.require_version(version)
    return story


def move(actor: Actor, story: Story, step: Move, **changes: Any) -> Story:
    """The move and its line in the journal: codes only, what people wrote stays in the row."""
    target = machine.target(StoryState(story.state), step)
    story.apply(state=target, changed_at=clock.now(), **changes)
    record(actor, story, f"story_{step}")
    return story


def unseal(actor: Actor, story: Story, step: Move, **changes: Any) -> Story:
    """Back to the guardian: what the family agreed to will not be what is read, so its consent ends here."""
    receipt = story.consent_id
    move(actor, story, step, consent=None, agreed_digest="", digest="", show_until=None, **changes)
    if receipt is not None:
        consents.withdraw(SYSTEM, consent_id=receipt)
    return story


def record(actor: Actor, story: Story, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=story.pk, unit_id=story.unit_id, **details)
