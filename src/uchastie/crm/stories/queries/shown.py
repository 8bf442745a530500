"""What everybody may see. A story that was there and is no more says only that."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.documents.models import StoredFile
from uchastie.crm.stories import access, rules
from uchastie.crm.stories.models import Story, StoryPhoto
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.paging import Page, keyset

PAGE = 12


class Gone(Refusal):
    status = 410


@dataclass(frozen=True, slots=True)
class Shown:
    """Exactly what a reader of the open page sees, and what the family reads before it agrees."""

    story: Story
    title: str
    paragraphs: tuple[str, ...]
    family_name: str
    guardian: str
    region: str
    video_url: str
    video_host: str
    photos: tuple[StoryPhoto, ...]


def show(story: Story) -> Shown:
    region = story.unit.region.name if story.unit.region else ""
    return Shown(
        story=story,
        title=story.title,
        paragraphs=tuple(part.strip() for part in story.text.split("\n") if part.strip()),
        family_name=story.family_name or rules.made_up_name(region),
        guardian=story.guardian.name,
        region=region,
        video_url=story.video_url,
        video_host=rules.video_host(story.video_url),
        photos=tuple(story.photos.all()),
    )


def seal_of(story: Story) -> str:
    """Over what is in the row at this moment, whatever the row says of it."""
    photos = [(photo.alt, photo.large.digest) for photo in story.photos.select_related("large")]
    return rules.digest_of(
        title=story.title,
        text=story.text,
        family_name=story.family_name,
        video_url=story.video_url,
        photos=photos,
    )


def _shown() -> "QuerySet[Story]":
    rows = Story.objects.filter(access.shown()).select_related("guardian", "unit__region")
    return rows.prefetch_related("photos")


def list_shown(*, after: str | None = None) -> Page[Shown]:
    found = keyset(_shown(), order=("-published_at", "-id"), size=PAGE, after=after)
    return Page([show(story) for story in found.items], found.after)


def has_shown() -> bool:
    return Story.objects.filter(access.shown()).exists()


def get_shown(story_id: UUID) -> Shown:
    """`Gone` for a story that was published and is not; `NotSeen` for what nobody has ever seen."""
    story = _shown().filter(pk=story_id).first()
    if story is not None:
        return show(story)
    if Story.objects.filter(pk=story_id, published_at__isnull=False).exists():
        raise Gone("story_gone", "История снята")
    raise NotSeen


def get_photo(actor: Actor, photo_id: UUID, *, large: bool) -> StoredFile:
    """A photo of a story the actor sees, at this moment: published, or its own."""
    rows = StoryPhoto.objects.filter(pk=photo_id).select_related("large", "small")
    photo = rows.filter(story__in=Story.objects.filter(access.shown() | access.seen_by(actor))).first()
    if photo is None:
        raise NotSeen
    return photo.large if large else photo.small


def may_open_photo(actor: Actor, story_id: UUID) -> bool:
    """For the door of all kept files."""
    return Story.objects.filter(access.seen_by(actor), pk=story_id).exists()
