"""Rules: every state with every move, ages in words, what a line about a person means."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.families.rules import (
    MACHINE,
    STAGE_NAMES,
    STATE_NAMES,
    STATE_TONES,
    CloseReason,
    FamilyState,
    MemberValues,
    Move,
    ages_in_words,
    case_number,
    parse_members,
    stage_of,
)
from uchastie.crm.families.tests.conftest import saying
from uchastie.kernel.errors import Refusal

ALLOWED = {
    "received": {"take", "clarify", "mark", "decline"},
    "screening": {"clarify", "mark", "decline"},
    "needs_clarified": {"mark", "decline"},
    "waiting": {"match", "close"},
    "matched": {"connect", "return"},
    "connected": {"help", "return", "end"},
    "helped": {"return", "end"},
    "ended": {"seek", "close"},
    "declined": {"reopen"},
    "closed": {"reopen"},
}


@pytest.mark.parametrize("state", FamilyState)
def test_every_state_with_every_move(state):
    assert {str(move) for move in Move if MACHINE.allows(state, move)} == ALLOWED[state]


@pytest.mark.ledger("B54")
def test_the_six_stages():
    assert [number for number, _ in STAGE_NAMES] == [1, 2, 3, 4, 5, 6]
    assert {stage_of(state) for state in FamilyState} == {1, 3, 4, 6}  # the others are not a family's
    assert set(STATE_NAMES) == set(STATE_TONES) == set(FamilyState)
    assert all(reason.label for reason in CloseReason)


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([1990, 2017], "взрослый, ребёнок 9 лет"),
        ([1990, 1988, 2013, 2017], "двое взрослых, дети 9 и 13 лет"),
        ([1950, 2026], "пожилой человек, ребёнок до года"),
        ([1990, 2025, 2024, 2023], "взрослый, дети 1, 2 и 3 лет"),
        ([None], "возраст одного не указан"),
        ([1990, None, None, None], "взрослый, 3 без возраста"),
        ([], ""),
    ],
)
def test_ages_in_words(years, words):
    assert ages_in_words(years, 2026) == words


@pytest.mark.parametrize(
    ("line", "member"),
    [
        ("Миша, сын, 2017", MemberValues("Миша", "сын", 2017)),
        ("бабушка, 1950", MemberValues("бабушка", "", 1950)),
        ("  Ия ,  дочь  ", MemberValues("Ия", "дочь")),
    ],
)
def test_a_line_about_a_person(line, member):
    assert parse_members(line) == (member,)


def test_a_line_that_says_nothing():
    assert parse_members(" \n;\n ") == ()
    with saying("четыре цифры"):
        parse_members("Миша, 17")
    with saying("кто это"):
        parse_members("2017")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_words(text):
    with contextlib.suppress(Refusal):
        assert all(member.name for member in parse_members(text))


def test_numbers():
    assert case_number("66", 401) == "С-66-0401"
    assert case_number("66", 12345) == "С-66-12345"
