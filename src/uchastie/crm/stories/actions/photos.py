"""Photos of a story: drawn anew in a child process before anything is kept, in two sizes, each with words."""

from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.stories import access, queries, rules
from uchastie.crm.stories.actions.steps import PHOTO, record
from uchastie.crm.stories.actions.writing import lock_writable
from uchastie.crm.stories.models import Story, StoryPhoto
from uchastie.crm.stories.rules import WRITABLE, StoryState
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal

FULL = f"Снимков может быть не больше {rules.PHOTOS}. Уберите один, чтобы добавить другой."


def add_photo(*, actor: Actor, story_id: UUID, upload: Upload | BinaryIO, alt: str) -> StoryPhoto:
    """The heavy work comes before the transaction; when the row is refused, the files go at once."""
    story = queries.get_story(actor, story_id)
    access.require_guardian(actor, story)
    words = _words(alt)
    _require_room(story)
    files = documents.store_photo(
        actor,
        upload=upload,
        sides=(rules.LARGE, rules.SMALL),
        purpose=PHOTO,
        about_id=story.pk,
        unit_id=story.unit_id,
    )
    try:
        return _add(actor, story_id, files, words)
    except (Refusal, IntegrityError) as error:
        for file in files:
            documents.delete_file(SYSTEM, file_id=file.pk)
        if isinstance(error, Refusal):
            raise
        raise Refusal("full", FULL, field="upload") from error


@transaction.atomic
def _add(actor: Actor, story_id: UUID, files: list[StoredFile], alt: str) -> StoryPhoto:
    story = lock_writable(actor, story_id)
    _require_room(story)
    taken = set(story.photos.values_list("place", flat=True))
    place = next(number for number in range(1, rules.PHOTOS + 1) if number not in taken)
    photo = StoryPhoto.objects.create(story=story, place=place, alt=alt, large=files[0], small=files[1])
    story.apply()
    record(actor, story, "story_photo_added", photo=photo.pk)
    return photo


@transaction.atomic
def describe_photo(*, actor: Actor, photo_id: UUID, alt: str) -> StoryPhoto:
    photo = _mine(actor, photo_id)
    photo.alt = _words(alt)
    photo.save(update_fields=["alt"])
    photo.story.apply()
    record(actor, photo.story, "story_photo_described", photo=photo.pk)
    return photo


@transaction.atomic
def remove_photo(*, actor: Actor, photo_id: UUID) -> Story:
    photo = _mine(actor, photo_id)
    files, key = (photo.large_id, photo.small_id), photo.pk
    photo.delete()
    for file_id in files:
        documents.delete_file(SYSTEM, file_id=file_id)
    photo.story.apply()
    record(actor, photo.story, "story_photo_removed", photo=key)
    return photo.story


def _mine(actor: Actor, photo_id: UUID) -> StoryPhoto:
    photo = StoryPhoto.objects.filter(pk=photo_id, story__in=queries.visible_to(actor)).first()
    if photo is None:
        raise NotSeen
    photo.story = lock_writable(actor, photo.story_id)
    return photo


def _require_room(story: Story) -> None:
    if StoryState(story.state) not in WRITABLE:
        raise Refusal("sent", "История уже отправлена. Чтобы изменить её, сначала возьмите её обратно.")
    if story.photos.count() >= rules.PHOTOS:
        raise Refusal("full", FULL, field="upload")


def _words(alt: str) -> str:
    words = " ".join(alt.split())
    if not words:
        message = "Опишите снимок словами: для тех, кто не видит. Без описания историю не опубликуют."
        raise Refusal("alt", message, field="alt")
    if len(words) > rules.ALT:
        raise Refusal("too_long", f"Слишком длинно: помещается {rules.ALT} знаков.", field="alt")
    rules.require_no_contacts(words, "alt")
    return words
