"""The personal code, and what moment a late mark is given."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.visits import rules
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

SECRET = b"secret of this installation"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@given(st.uuids())
def test_a_code_is_read_back_and_says_nothing(person):
    code = rules.write_code(person, SECRET)
    assert rules.read_code(code, SECRET) == person
    assert len(code) == 32
    assert person.hex.upper() not in code


def test_codes_of_one_minute_have_nothing_in_common():
    """Ids of people begin with the time of their making: a code must not show it."""
    codes = [rules.write_code(new_id(), SECRET) for _ in range(20)]
    assert len({code[:6] for code in codes}) == 20
    assert len({code[7:12] for code in codes}) == 20


@given(st.integers(0, 31), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_an_altered_code_is_no_code(place, letter):
    code = rules.write_code(uuid.UUID(int=7), SECRET)
    altered = code[:place] + letter + code[place + 1 :]
    assert altered == code or rules.read_code(altered, SECRET) is None


def test_a_code_of_another_installation_is_no_code():
    assert rules.read_code(rules.write_code(uuid.UUID(int=7), b"other"), SECRET) is None


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    rules.read_code(text, SECRET)


def test_a_scanner_with_the_russian_layout_is_understood():
    person = new_id()
    code = rules.write_code(person, SECRET)
    latin, russian = "QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"
    for typed in (code, code.lower(), code.translate(str.maketrans(latin, russian)), f" {code[:8]}-{code[8:]} "):
        assert rules.read_code(typed, SECRET) == person
        assert rules.read_code(typed.lower(), SECRET) == person


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        (None, NOW),
        (NOW - dt.timedelta(hours=3), NOW - dt.timedelta(hours=3)),
        (NOW + dt.timedelta(minutes=1), NOW),
        (NOW - dt.timedelta(days=3), NOW),
    ],
)
def test_a_late_mark_keeps_its_moment_while_it_can_be_true(claimed, given):
    assert rules.moment_of_mark(claimed, NOW) == given


@pytest.mark.parametrize("count", [-1, 100])
def test_a_group_has_an_end(count):
    with pytest.raises(Refusal, match="extra"):
        rules.require_with(count)
