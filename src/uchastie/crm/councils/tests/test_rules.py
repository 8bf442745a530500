"""Quorum, decisions and their fate, averages, without a database."""

import datetime as dt

import pytest

from uchastie.crm.councils import rules
from uchastie.crm.councils.rules import FATE, Fate, FateMove, Term, Votes
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(("members", "needed"), [(0, 0), (1, 1), (2, 2), (3, 2), (8, 5), (9, 5)])
def test_a_quorum_is_more_than_half(members, needed):
    assert rules.quorum(members) == needed


@pytest.mark.parametrize(("people", "alone"), [(0, False), (1, True), (2, False)])
def test_one_beneficiary_alone_is_told(people, alone):
    assert rules.only_one(people) is alone


def test_a_term_has_an_end_that_comes_later_and_not_too_late():
    for until in (TODAY, TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=4 * 366)):
        with pytest.raises(Refusal):
            rules.require_term(Term(TODAY, until))
    rules.require_term(Term(TODAY, TODAY + dt.timedelta(days=365)))


DECISION = {"text": "До 20:00", "votes": Votes(3, 1, 0), "came": 4, "needed": 3, "due_on": TODAY, "today": TODAY}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"came": 2},
        {"votes": Votes(4, 1, 0)},
        {"votes": Votes(2, 2, 0)},
        {"votes": Votes(3, -1, 0)},
        {"due_on": TODAY - dt.timedelta(days=1)},
    ],
)
def test_what_is_no_decision_is_refused(wrong):
    rules.require_decision(**DECISION)
    with pytest.raises(Refusal):
        rules.require_decision(**DECISION | wrong)


def test_every_fate_ends_in_words_and_nothing_jumps():
    allowed = {(state, move) for state in Fate for move in FateMove if FATE.allows(state, move)}
    assert allowed == {
        (Fate.PLANNED, FateMove.START),
        (Fate.PLANNED, FateMove.FINISH),
        (Fate.PLANNED, FateMove.REFUSE),
        (Fate.IN_WORK, FateMove.FINISH),
        (Fate.IN_WORK, FateMove.REFUSE),
        (Fate.DONE, FateMove.CHECK),
        (Fate.DONE, FateMove.REOPEN),
        (Fate.REFUSED, FateMove.REOPEN),
    }
    with pytest.raises(Refusal):
        rules.require_reason("  ")


def test_an_overdue_decision_is_drawn_as_late():
    late = rules.shown_of(Fate.IN_WORK, TODAY - dt.timedelta(days=1), TODAY)
    assert (late.late, late.tone, late.words) == (True, "late", "поручено, стоит")
    assert not rules.shown_of(Fate.IN_WORK, TODAY, TODAY).late
    assert not rules.shown_of(Fate.DONE, TODAY - dt.timedelta(days=9), TODAY).late


def test_fewer_than_three_marks_give_no_average():
    few, many = rules.averages_of([(0, "Понятно?"), (1, "Удобно?")], {0: [3, 0], 1: [3, 2, 1]})
    assert (few.value, few.low, few.high) == (None, 0, 0)
    assert (many.value, many.low, many.high, many.count) == (2.0, 1, 3, 3)
    with pytest.raises(Refusal):
        rules.require_marks({0: None, 7: 3}, [(0, "Понятно?")])
