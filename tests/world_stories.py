"""Stories of guardians, led through the product's own actions to the state a test needs."""

import io
from typing import Any

from PIL import Image

from tests.world import World, actor
from tests.world_opeka import make_pair
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.stories import actions, queries
from uchastie.crm.stories.actions import Words
from uchastie.crm.stories.models import Story
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.ids import new_id

TITLE = "Крыльцо к первому снегу"
TEXT = "В субботу мы починили крыльцо.\n\nДети красили перила сами, а потом все пили чай."
ALT = "Новое деревянное крыльцо, перила жёлтые"


def make_photo(size: tuple[int, int] = (900, 600), kind: str = "JPEG", **options: Any) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, (180, 120, 60)).save(out, kind, **options)
    photo = io.BytesIO(out.getvalue())
    photo.name = "Рябинина дома.jpg"
    return photo


def guardian_of(story: Any) -> Actor:
    return Actor(ActorKind.HOLDER, story.guardian_id, label="Юдин Павел")


def family_of(story: Any) -> Actor:
    return Actor(ActorKind.HOLDER, story.case_id, label="Рябинина Ольга")


def agree(story: Story, **values: Any) -> Story:
    return actions.agree_to_story(
        **{
            "actor": family_of(story),
            "story_id": story.pk,
            "seal": story.digest,
            "text_id": current_text(Purpose.STORY).pk,
        }
        | values
    )


def make_story(
    world: World | None, state: str = "published", *, pair: Any = None, photos: int = 1, words: Words | None = None
) -> Story:
    """`state` is one of those of a story; `photos` so many of them."""
    pair = pair or make_pair(world, state="active")
    story = actions.create_story(
        actor=guardian_of(pair), pair_id=pair.pk, words=words or Words(TITLE, TEXT), key=new_id().hex
    )
    for number in range(photos):
        alt = ALT if number == 0 else f"{ALT}, {number + 1}"
        actions.add_photo(actor=guardian_of(pair), story_id=story.pk, upload=make_photo(), alt=alt)
    if state != "draft":
        _lead(world, story, state)
    return queries.get_story(guardian_of(pair), story.pk)


def _lead(world: World | None, story: Story, state: str) -> None:
    federal = actor(world.user(Role.FEDERAL_MANAGER)) if world else SYSTEM
    sent = actions.send_story(actor=guardian_of(story), story_id=story.pk, version=None, people_agree=True)
    if state == "waiting_consent":
        return
    if state == "withdrawn":
        actions.withdraw_story(actor=family_of(story), story_id=story.pk)
        return
    agree(sent)
    if state == "returned":
        actions.return_story(actor=federal, story_id=story.pk, version=None, reason="Смажьте лица прохожих.")
    if state in {"published", "removed"}:
        actions.publish_story(actor=federal, story_id=story.pk, version=None)
    if state == "removed":
        actions.remove_story(actor=federal, story_id=story.pk, version=None, reason="Просит организация.")
