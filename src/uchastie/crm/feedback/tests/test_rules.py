import pytest

from uchastie.crm.feedback import rules
from uchastie.crm.feedback.rules import CloseReason, Move, Stars, State, recommendation
from uchastie.kernel.errors import Refusal


@pytest.mark.ledger("A68")
@pytest.mark.parametrize(
    ("counts", "share"),
    [((0, 0, 0, 0, 0), None), ((0, 0, 0, 0, 5), 100), ((1, 0, 0, 4, 0), 80), ((1, 1, 1, 1, 1), 40)],
)
def test_the_share_of_good_marks_is_of_those_who_rated(counts, share):
    """No marks are no data: neither 0 nor a norm that is met."""
    assert Stars(counts).share == share


def test_the_index_is_the_difference_of_those_who_will_and_will_not_recommend():
    found = recommendation([(10, 3), (9, 1), (8, 4), (6, 1), (0, 1)])
    assert (found.answers, found.will, found.will_not, found.index) == (10, 4, 2, 20)
    assert recommendation([]).index is None


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_state_with_every_move(state, move):
    allowed = {
        Move.RAISE: {State.QUIET, State.ANSWERED, State.CLOSED},
        Move.ANSWER: set(State),
        Move.CLOSE: {State.NEW},
    }[move]
    assert rules.LIFECYCLE.allows(state, move) == (state in allowed)


@pytest.mark.parametrize("stars", [1, 2, 3])
def test_a_low_mark_waits(stars):
    assert rules.state_of(stars) is State.NEW


@pytest.mark.parametrize("stars", [4, 5])
def test_a_good_mark_asks_nothing(stars):
    assert rules.state_of(stars) is State.QUIET


@pytest.mark.parametrize("text", ["", "   ", "спасибо", "я" * 2001])
def test_an_answer_has_words_and_an_end(text):
    with pytest.raises(Refusal, match="answer"):
        rules.require_answer(text)


def test_closing_without_an_answer_needs_words():
    with pytest.raises(Refusal, match="note"):
        rules.require_close_note(CloseReason.TALKED, " да ")


@pytest.mark.parametrize("value", [-1, 11, 99])
def test_recommending_goes_from_0_to_10(value):
    with pytest.raises(Refusal, match="recommend"):
        rules.require_recommend(value)
