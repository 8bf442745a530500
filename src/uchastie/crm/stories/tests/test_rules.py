"""States and moves, the seal, what may stand on an open page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.stories import rules
from uchastie.crm.stories.rules import MOVES, Move, StoryState, machine
from uchastie.kernel.errors import Refusal


@pytest.mark.parametrize("state", StoryState)
@pytest.mark.parametrize("move", Move)
def test_every_move_from_every_state(state: StoryState, move: Move) -> None:
    if state in MOVES[move][0]:
        assert machine.target(state, move) is MOVES[move][1]
    else:
        with pytest.raises(Refusal, match="illegal_move"):
            machine.target(state, move)


def test_only_one_way_leads_to_the_open_page() -> None:
    assert [move for move, (_, target) in MOVES.items() if target is StoryState.PUBLISHED] == [Move.PUBLISH]
    assert MOVES[Move.PUBLISH][0] == {StoryState.MODERATION}
    assert [move for move, (_, target) in MOVES.items() if target is StoryState.MODERATION] == [Move.AGREE]
    assert not any(state in sources for state in rules.GONE for sources, _ in MOVES.values()), "nothing comes back"


SHOWN = {"title": "а", "text": "б", "family_name": "в", "video_url": "г", "photos": [("д", "е")]}


@given(st.sampled_from(sorted(SHOWN)), st.text(min_size=1, max_size=5))
def test_the_seal_knows_every_change(field: str, more: str) -> None:
    other = [("д", "е"), (more, "")] if field == "photos" else str(SHOWN[field]) + more
    assert rules.digest_of(**SHOWN) != rules.digest_of(**(SHOWN | {field: other}))  # type: ignore[arg-type]


def test_the_seal_knows_what_moved_from_field_to_field() -> None:
    assert rules.digest_of(**(SHOWN | {"title": "аб", "text": ""})) != rules.digest_of(  # type: ignore[arg-type]
        **(SHOWN | {"title": "а", "text": "б"})  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("https://rutube.ru/video/abc/", "https://rutube.ru/video/abc/"),
        ("http://www.rutube.ru/video/abc/?r=1#t=3", "https://rutube.ru/video/abc/?r=1"),
        ("vk.com/video-1_2", "https://vk.com/video-1_2"),
        ("https://m.ok.ru/video/77", "https://ok.ru/video/77"),
    ],
)
def test_films_of_known_hosts(typed: str, kept: str) -> None:
    assert rules.parse_video(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.com/video/1",
        "https://rutube.ru/",
        "https://rutube.ru.evil.example/video/1",
        "https://user@rutube.ru/video/1",
        "https://rutube.ru:8443/video/1",
        "javascript://rutube.ru/%0aalert(1)",
        "https://rutube.ru/video/1 2",
        "https://[rutube.ru/video",
        "https://rutube.ru/" + "а" * 400,
        "мой фильм",
    ],
)
def test_other_addresses_are_refused_in_words(typed: str) -> None:
    with pytest.raises(Refusal, match="video") as refusal:
        rules.parse_video(typed)
    assert "Рутуб" in refusal.value.message


@pytest.mark.parametrize("text", ["звоните 8 912 345-67-89", "+7(912)3456789", "пишите olga@mail.ru"])
def test_contacts_do_not_go_to_an_open_page(text: str) -> None:
    with pytest.raises(Refusal, match="contacts"):
        rules.require_no_contacts(text, "text")


def test_dates_and_sums_are_no_phones() -> None:
    rules.require_no_contacts("21.11.2026 собрали 12 500 рублей, 8 человек, дом 45", "text")


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("Свердловская область", "семья из Свердловской области"),
        ("Алтайский край", "семья из Алтайского края"),
        ("Москва", "семья, Москва"),
        ("Республика Татарстан", "семья, Республика Татарстан"),
    ],
)
def test_a_family_is_called_by_its_region(region: str, name: str) -> None:
    assert rules.made_up_name(region) == name


def test_names_are_found_in_any_case() -> None:
    found = rules.names_inside("Мы пришли к Рябининой, Миша красил перила", ["Рябинина Ольга", "Миша", "Ян"])
    assert found == ("Рябинина", "Миша")
    assert rules.names_inside("Крыльцо и чай", ["Рябинина Ольга"]) == ()
