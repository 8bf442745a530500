"""What stands behind the pages of stories: one in every state, one with photos, a film and no photo at all."""

from typing import Any

from tests.pages.own import open_card_of
from tests.world import Citizen
from tests.world_opeka import make_pair
from tests.world_stories import make_story
from uchastie.crm.stories.actions import Words
from uchastie.crm.stories.rules import StoryState

STORY_FAMILY, STORY_GUARDIAN = Citizen("read@example.org"), Citizen("write@example.org")
FILM = Words(
    "Как Миша научился плавать",
    "Полгода мы возили Мишу в бассейн.\n\nТеперь он плавает сам, а мы сняли об этом короткое видео.",
    "https://rutube.ru/video/0123456789abcdef/",
)


def make_stories(world: Any) -> dict[str, object]:
    pair = make_pair(world, state="active")
    values: dict[str, object] = {}
    for state in StoryState:
        photos = 2 if state == StoryState.PUBLISHED else 0 if state in {"withdrawn", "removed", "returned"} else 1
        story = make_story(world, state, pair=pair, photos=photos)
        values[f"story-{state}"] = story.pk
    values |= {"story-case": pair.case_id, "story-guardian": pair.guardian_id}
    open_card_of(pair.case.applicant, STORY_FAMILY)
    open_card_of(pair.guardian.representative, STORY_GUARDIAN)
    values["story-film"] = make_story(world, pair=pair, photos=0, words=FILM).pk
    return values
