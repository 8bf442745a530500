"""A story that ends leaves nothing: words and photos go in the same transaction, the bytes when it is committed; what a
killed process leaves on the disk is swept by the job of `documents`. The receipt stays and says until when it counted."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents import queries as receipts
from uchastie.crm.documents import actions as documents
from uchastie.crm.stories import queries
from uchastie.crm.stories.actions import letters
from uchastie.crm.stories.actions.steps import PHOTO, move
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import GONE, Move
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

NOTHING = {"title": "", "text": "", "family_name": "", "video_url": "", "digest": "", "agreed_digest": ""}


def erase(actor: Actor, story: Story, step: Move, *, reason: str = "") -> Story:
    story.photos.all().delete()
    documents.delete_files_about(actor, purpose=PHOTO, about_id=story.pk)
    move(actor, story, step, reason=reason, **NOTHING)
    if story.consent_id is not None and not receipts.is_withdrawn(story.consent_id):
        holder = actor.kind is ActorKind.HOLDER and actor.id == story.case_id
        by = Actor(ActorKind.HOLDER, id=story.pk, label=actor.label) if holder else SYSTEM
        consents.withdraw(by, consent_id=story.consent_id)
    return story


@transaction.atomic
def follow_receipt(*, consent_id: UUID, about_id: UUID | None) -> int:
    """A receipt was withdrawn past our own pages: of the story, or of all work on the family. How many stories ended."""
    found = queries.list_of_receipt(consent_id, about_id)
    for story_id in found:
        story = queries.get_story(SYSTEM, story_id, lock=True)
        if story.state not in GONE:
            erase(SYSTEM, story, Move.WITHDRAW)
            letters.tell_guardian(story, "story_gone")
    return len(found)


def remove_expired() -> int:
    """The consent was for so long: the day after, the story goes by itself."""
    expired = queries.list_expired(clock.now().date())
    for story_id in expired:
        with transaction.atomic():
            story = queries.get_story(SYSTEM, story_id, lock=True)
            if story.state not in GONE:
                erase(SYSTEM, story, Move.REMOVE, reason="Срок согласия семьи закончился.")
    return len(expired)
