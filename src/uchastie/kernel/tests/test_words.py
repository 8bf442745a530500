"""One form for a word, one order on every database, and slips of the finger and of the ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.kernel.words import fold, grams, is_slip_of, relayout, slips, sort_key

CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=4, max_size=12)


def test_the_order_is_that_of_the_alphabet():
    names = ["Anna", "12 друзей", "Абрамова Анна", "Абрамова Яна", "Ежова", "Ёлкина", "Жукова", "Яшина"]
    assert sorted(names, key=sort_key) == ["12 друзей", "Anna", *names[2:]]
    assert all(key.isascii() and key.isalnum() for key in map(sort_key, names))


@pytest.mark.parametrize(
    ("typed", "word", "same"),
    [
        ("кавалев", "ковалев", True),
        ("коавлев", "ковалев", True),
        ("ковалевв", "ковалев", True),
        ("ковлев", "ковалев", True),
        ("филипоф", "филиппов", True),
        ("анна", "алла", False),
        ("ива", "иван", False),
        ("петров", "сидоров", False),
    ],
)
def test_what_is_a_slip(typed, word, same):
    assert is_slip_of(typed, word) is same


@given(CYRILLIC, st.integers(0, 11), st.sampled_from("абвгд"))
def test_a_word_with_one_slip_shares_a_gram_with_the_right_one(word, place, letter):
    """What the index is asked for is enough to find every word one slip away."""
    place %= len(word)
    wrong = word[:place] + letter + word[place + 1 :]
    missing = word[:place] + word[place + 1 :]
    extra = word[:place] + letter + word[place:]
    exchanged = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    for typed in (wrong, missing, extra, exchanged):
        assert slips(typed, word) <= 1
        assert grams(typed) & grams(word)


def test_the_other_keyboard():
    assert relayout("Rjdfk`d") == "ковалёв"
    assert relayout("vera@mail.ru") == relayout("вера") == relayout("123") == ""


def test_plain_letters_are_folded_as_all_others_are():
    """The short way for letters without marks and the long way agree on every letter the short way takes."""
    for code in (*range(0x80), *range(0x400, 0x460)):
        letter = chr(code)
        long_way = fold(letter + "\u00b9").removesuffix("1")  # a sign outside the short way
        assert fold(letter) == long_way, hex(code)
