"""What the addresses of stories name, for one place of the matrix."""

from typing import Any

from tests.world_opeka import make_case, make_guardian, make_pair
from tests.world_stories import make_story
from uchastie.crm.network.models import Unit


def stories_of(unit: Unit) -> dict[str, Any]:
    """Of the headquarters above the unit: a story to moderate and one that everybody sees."""
    home = unit.parent
    case, guardian = make_case(None, unit=home, state="helped"), make_guardian(None, unit=home)
    pair = make_pair(None, case=case, guardian=guardian, state="active")
    shown = make_story(None, "published", pair=pair)
    photo = shown.photos.get()
    return {
        "story_id": make_story(None, "moderation", pair=pair, photos=0).pk,
        "stories:story.story_id": shown.pk,
        "stories:photo.photo_id": photo.pk,
        "family_cabinet:story_photo.photo_id": photo.pk,
        **{f"guardian_cabinet:{name}.photo_id": photo.pk for name in ("photo_words", "photo_removal", "story_photo")},
        "size": "small",
    }
