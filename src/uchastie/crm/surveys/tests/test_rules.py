"""Honest counts, floods, what may be answered, without a database."""

import datetime as dt

import pytest

from uchastie.crm.surveys import rules
from uchastie.crm.surveys.rules import Form, Given, Kind, QuestionValues
from uchastie.kernel.errors import Refusal

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.mark.ledger("C17")
def test_groups_under_five_are_hidden_also_from_subtraction():
    lines = rules.lines_of(("Да", "Нет", "Не знаю"), (20, 7, 2), 29)
    assert [line.count for line in lines] == [20, None, None]
    assert [line.count for line in rules.lines_of(("Да", "Нет"), (20, 9), 29)] == [20, 9]
    assert [line.count for line in rules.lines_of(("Да", "Нет", "Редко"), (20, 3, 1), 24)] == [20, None, None]
    assert [line.count for line in rules.lines_of(("Да", "Нет", "Редко"), (20, 9, 0), 29)] == [20, 9, None]
    assert not rules.shown_total(4)
    assert rules.shown_total(5)


def test_a_ranking_is_the_average_place_and_what_nobody_has_placed_goes_last():
    found = rules.rank_of(("Кружки", "Поездки", "Чай"), [(1, 0)] * 4 + [(0, 1)] * 2)
    assert [(one.title, one.place, one.count) for one in found] == [
        ("Поездки", 1.3, 6),
        ("Кружки", 1.7, 6),
        ("Чай", None, 0),
    ]


def test_a_flood_is_found_and_a_usual_day_is_none():
    usual = {NOON + n * rules.SLOT: 2 for n in range(10)}
    assert rules.floods_in(usual) == ()
    flooded = usual | {NOON + 20 * rules.SLOT: 30, NOON + 21 * rules.SLOT: 25}
    (flood,) = rules.floods_in(flooded)
    assert (flood.answers, flood.begins_at, flood.ends_at) == (55, NOON + 20 * rules.SLOT, NOON + 22 * rules.SLOT)
    assert rules.floods_in({NOON: 30})[0].answers == 30
    assert rules.floods_in({}) == ()


def test_the_moment_is_kept_to_ten_minutes():
    assert rules.slot_of(NOON + dt.timedelta(minutes=19, seconds=59)) == NOON + dt.timedelta(minutes=10)


def test_only_what_was_offered_is_taken_and_anything_may_be_skipped():
    read = rules.read_answer
    assert read(Kind.ONE, 3, ["2", "1", "9", "x"], {}, "") == Given((1,))
    assert read(Kind.MANY, 3, ["2", "0", "2"], {}, " да ") == Given((0, 2), "да")
    assert read(Kind.ONE, 3, [], {}, "").skipped
    assert read(Kind.RANK, 3, [], {0: "2", 1: "", 2: "1", 7: "3"}, "") == Given((2, 0))
    for places in ({0: "1", 1: "1"}, {0: "4"}, {0: "первое"}, {0: "0"}):
        with pytest.raises(Refusal):
            read(Kind.RANK, 3, [], places, "")
    with pytest.raises(Refusal):
        read(Kind.TEXT, 0, [], {}, "а" * 501)


@pytest.mark.parametrize("typed", ["abce-hkmp", "АВСЕ НКМР", "авсенкмр", " ABCEHKMP "])
def test_a_code_is_read_from_any_keyboard(typed):
    assert rules.plain_code(typed) == "ABCEHKMP"


def test_a_question_has_enough_and_different_answers():
    good = QuestionValues(Kind.ONE, "Когда?", options=("Утром", "Днём"))
    rules.require_question(good, Form.POLL, 0)
    with pytest.raises(Refusal):
        rules.require_question(good, Form.POLL, 1)
    with pytest.raises(Refusal):
        rules.require_question(good, Form.RANKING, 0)
    for options in ((), ("Да",), ("Да", "да"), tuple(map(str, range(13)))):
        with pytest.raises(Refusal):
            rules.require_question(QuestionValues(Kind.ONE, "Когда?", options=options), Form.QUESTIONNAIRE, 0)
    six = QuestionValues(Kind.ONE, "Как?", options=tuple("абвгде"), faces=True)
    with pytest.raises(Refusal):
        rules.require_question(six, Form.TEEN, 0)
