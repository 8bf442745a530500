"""The family's word: it agrees to exactly what it has read, asks to change it, or takes everything back."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.stories import access, queries, rules
from uchastie.crm.stories.actions import letters
from uchastie.crm.stories.actions.ending import erase
from uchastie.crm.stories.actions.steps import lock_story, move, unseal
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import Move
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal

CHANGED = "Пока вы читали, историю изменили. Прочитайте её ещё раз и решите."


@transaction.atomic
def agree_to_story(
    *,
    actor: Actor,
    story_id: UUID,
    seal: str,
    text_id: UUID,
    family_name: str = "",
    method: Method = Method.WEB,
    address: str | None = None,
) -> Story:
    """`seal` is over what was read. The family itself on its page, or a coordinator who holds the signed paper; only
    here it is said how the family is called: nobody else may choose it."""
    story = lock_story(actor, story_id)
    access.require_family(actor, story)
    _require_read(actor, story, seal, method)
    story.family_name = _name(family_name)
    document = queries.consent_document(story)
    receipt = consents.give(
        actor,
        purpose=Purpose.STORY,
        subject_id=story.case.applicant_id,
        about_id=story.pk,
        name=story.case.applicant.name,
        method=method,
        text_id=text_id,
        address=address,
    )
    agreed = queries.seal_of(story)
    return move(
        actor,
        story,
        Move.AGREE,
        family_name=story.family_name,
        digest=agreed,
        agreed_digest=agreed,
        consent=receipt,
        show_until=document.kept_until,
    )


def _require_read(actor: Actor, story: Story, seal: str, method: Method) -> None:
    if method is not (Method.WEB if access.is_family(actor, story) else Method.PAPER):
        raise Refusal("method", "Согласие даёт сама семья на своей странице или на бумаге с подписью.")
    if not story.digest or seal != story.digest or queries.seal_of(story) != seal:
        raise Conflict("story_changed", CHANGED)


@transaction.atomic
def ask_to_change(*, actor: Actor, story_id: UUID, reason: str) -> Story:
    """The guardian hears what the family wants otherwise."""
    story = lock_story(actor, story_id)
    access.require_family(actor, story)
    unseal(actor, story, Move.ASK_TO_CHANGE, reason=require_reason(reason), returned_by_family=True)
    letters.tell_guardian(story, "story_returned")
    return story


@transaction.atomic
def withdraw_story(*, actor: Actor, story_id: UUID) -> Story:
    """By the family, on its word by a coordinator, or by the guardian; no reason is asked. Twice is once."""
    story = lock_story(actor, story_id)
    if story.state in rules.GONE:
        return story
    if not access.is_guardian(actor, story):
        access.require_family(actor, story)
    by_guardian = access.is_guardian(actor, story)
    erase(actor, story, Move.WITHDRAW)
    if not by_guardian:
        letters.tell_guardian(story, "story_gone")
    return story


def require_reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise Refusal("reason", "Напишите, что исправить или почему.", field="reason")
    if len(words) > rules.REASON:
        raise Refusal("too_long", f"Слишком длинно: помещается {rules.REASON} знаков.", field="reason")
    return words


def _name(typed: str) -> str:
    words = " ".join(typed.split())
    if len(words) > rules.FAMILY_NAME:
        message = f"Слишком длинно: помещается {rules.FAMILY_NAME} знаков."
        raise Refusal("too_long", message, field="family_name")
    rules.require_no_contacts(words, "family_name")
    return words
