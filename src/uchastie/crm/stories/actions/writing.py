"""The guardian writes: words, a link to a film. Only while it helps the family."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.stories import access, queries, rules
from uchastie.crm.stories.actions import letters
from uchastie.crm.stories.actions.steps import lock_story, move, record, unseal
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import WRITABLE, Move, StoryState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import NotSeen, Refusal


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    text: str
    video_url: str = ""

    def checked(self) -> "Words":
        """The same words, or what is wrong with them."""
        for name, value, most in (("title", self.title, rules.TITLE), ("text", self.text, rules.TEXT)):
            if not value.strip():
                message = "Назовите историю." if name == "title" else "Напишите историю: хотя бы несколько слов."
                raise Refusal("empty", message, field=name)
            if len(value) > most:
                raise Refusal("too_long", f"Слишком длинно: помещается {most} знаков. Сократите.", field=name)
            rules.require_no_contacts(value, name)
        return Words(self.title.strip(), self.text.strip(), rules.parse_video(self.video_url))


@transaction.atomic
def create_story(*, actor: Actor, pair_id: UUID, words: Words, key: str) -> Story:
    """A draft; the same form twice is one story."""
    pair = next((pair for pair in queries.writable_pairs(actor) if pair.pk == pair_id), None)
    if pair is None:
        raise NotSeen
    clean = words.checked()

    def make() -> str:
        mine = Story.objects.filter(guardian=pair.guardian_id)
        if mine.filter(state__in=["draft", "waiting_consent", "moderation", "returned"]).count() >= rules.UNFINISHED:
            raise Refusal("too_many", "Слишком много незаконченных историй. Закончите или удалите те, что есть.")
        now = clock.now()
        story = Story.objects.create(
            pair=pair,
            guardian_id=pair.guardian_id,
            case_id=pair.case_id,
            unit_id=pair.unit_id,
            title=clean.title,
            text=clean.text,
            video_url=clean.video_url,
            created_at=now,
            changed_at=now,
        )
        record(actor, story, "story_created")
        return str(story.pk)

    shape = "\0".join([str(pair_id), clean.title, clean.text, clean.video_url])
    fingerprint = hashlib.sha256(shape.encode()).hexdigest()
    made, _ = idempotency.once(scope=f"story:{pair.guardian_id}", key=key, fingerprint=fingerprint, run=make)
    return queries.get_story(actor, UUID(made))


@transaction.atomic
def write_story(*, actor: Actor, story_id: UUID, version: int | None, words: Words) -> Story:
    story = lock_writable(actor, story_id, version)
    clean = words.checked()
    story.apply(title=clean.title, text=clean.text, video_url=clean.video_url)
    record(actor, story, "story_written")
    return story


@transaction.atomic
def send_story(*, actor: Actor, story_id: UUID, version: int | None, people_agree: bool) -> Story:
    """To the family. `people_agree`: the guardian's word that adults on the photos know of it."""
    story = lock_writable(actor, story_id, version)
    if not any(pair.pk == story.pair_id for pair in queries.writable_pairs(actor)):
        raise Refusal("help_over", "Помощь этой семье закончилась: историю отправить нельзя.")
    if not people_agree:
        message = "Отметьте, что взрослые на снимках знают о публикации."
        raise Refusal("people_agree", message, field="people_agree")
    Words(story.title, story.text, story.video_url).checked()
    first = story.sent_at or clock.now()
    seal = queries.seal_of(story)
    move(actor, story, Move.SEND, digest=seal, sent_at=first, reason="", returned_by_family=False)
    letters.ask_family(story)
    return story


@transaction.atomic
def take_back(*, actor: Actor, story_id: UUID, version: int | None) -> Story:
    """To change what was sent; the family will be asked anew."""
    story = lock_story(actor, story_id, version)
    access.require_guardian(actor, story)
    return unseal(actor, story, Move.TAKE_BACK)


def lock_writable(actor: Actor, story_id: UUID, version: int | None = None) -> Story:
    story = lock_story(actor, story_id, version)
    access.require_guardian(actor, story)
    if StoryState(story.state) not in WRITABLE:
        raise Refusal("sent", "История уже отправлена. Чтобы изменить её, сначала возьмите её обратно.")
    return story
