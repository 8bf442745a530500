"""What stands behind the boards of voices and the desk of those who answer."""

from typing import Any

from tests.pages.own import open_card_of
from tests.pages.page import EMPLOYEE, FEDERAL, REGION, Page
from tests.world import Citizen, make_person
from tests.world_voices import make_voice

AUTHOR = Citizen("author@example.org")

VOICES: tuple[Page, ...] = (
    Page("voices", "voices:network"),
    Page("voices-centre", "voices:board", None, ("slug",)),
    Page("voices-centre-known", "voices:board", AUTHOR, ("slug",)),
    Page("voices-answer", "voices:find"),
    Page("voices-own", "voices:own", AUTHOR),
    Page("voices-desk", "voices:desk", EMPLOYEE),
    Page("voices-desk-region", "voices:desk", REGION),
    Page("voices-desk-federal", "voices:desk", FEDERAL, (), "?show=done"),
    Page("voice-spoken", "voices:new", EMPLOYEE),
    Page("voice-new", "voices:item", EMPLOYEE, ("voice-received",)),
    Page("voice-accepted", "voices:item", EMPLOYEE, ("voice-accepted",)),
    Page("voice-declined", "voices:item", REGION, ("voice-declined",)),
    Page("voice-done", "voices:item", EMPLOYEE, ("voice-done",)),
)


def make_voices(world: Any) -> dict[str, object]:
    author = make_person(world.uralmash, name="Лыкова Нина Ильинична")
    open_card_of(author, AUTHOR)
    states = ("received", "considered", "accepted", "declined", "explained", "done")
    made = {state: make_voice(world.uralmash, state, person_id=author.pk) for state in states}
    make_voice(world.uralmash)
    return {f"voice-{state}": item.pk for state, item in made.items()}
