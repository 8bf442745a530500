"""The pure rules of the desk."""

import datetime as dt
from itertools import product

import pytest

from uchastie.crm.desk import rules
from uchastie.crm.desk.rules import Channel, Move, Phase, Status
from uchastie.kernel.errors import Refusal

LEGAL = {
    (Status.NEW, Move.VIEW): Status.VIEWED,
    (Status.NEW, Move.CONTACT): Status.CONTACTED,
    (Status.VIEWED, Move.CONTACT): Status.CONTACTED,
    (Status.CONTACTED, Move.SCHEDULE): Status.SCHEDULED,
    (Status.SCHEDULED, Move.SCHEDULE): Status.SCHEDULED,
    (Status.SCHEDULED, Move.UNSETTLE): Status.CONTACTED,
    (Status.CONTACTED, Move.DELIVER): Status.DELIVERED,
    (Status.SCHEDULED, Move.DELIVER): Status.DELIVERED,
    (Status.NEW, Move.DELIVER_AT_ONCE): Status.DELIVERED,
    (Status.DELIVERED, Move.RATE): Status.RATED,
    (Status.DELIVERED, Move.CLOSE): Status.CLOSED,
    (Status.RATED, Move.CLOSE): Status.CLOSED,
    (Status.NEW, Move.CANCEL): Status.CANCELLED,
    (Status.VIEWED, Move.CANCEL): Status.CANCELLED,
    (Status.CONTACTED, Move.CANCEL): Status.CANCELLED,
    (Status.SCHEDULED, Move.CANCEL): Status.CANCELLED,
    (Status.CANCELLED, Move.REOPEN): Status.VIEWED,
    (Status.DELIVERED, Move.RETURN): Status.NEW,
    (Status.RATED, Move.RETURN): Status.NEW,
    (Status.CLOSED, Move.RETURN): Status.NEW,
    (Status.CANCELLED, Move.RETURN): Status.NEW,
}


@pytest.mark.ledger("A34")
@pytest.mark.parametrize(("state", "move"), list(product(Status, Move)))
def test_only_the_listed_moves_are_legal(state, move):
    if (state, move) in LEGAL:
        assert rules.LIFECYCLE.target(state, move) is LEGAL[state, move]
    else:
        with pytest.raises(Refusal) as refused:
            rules.LIFECYCLE.target(state, move)
        assert refused.value.code == "illegal_move"


def test_every_status_has_a_name_and_a_phase():
    assert set(rules.STATUS_NAMES) == set(Status)
    assert {rules.phase_of(status) for status in Status} == set(Phase)


@pytest.mark.ledger("A44")
@pytest.mark.parametrize("channel", Channel)
def test_only_a_visitor_is_served_without_a_contact(channel):
    if channel is Channel.VISIT:
        rules.require_walk_in(channel)
    else:
        with pytest.raises(Refusal, match="not_a_visit"):
            rules.require_walk_in(channel)


@pytest.mark.ledger("A9", "A39")
@pytest.mark.parametrize(
    ("checked", "exemption", "fine"),
    [
        ({1, 2}, "", True),
        ({1, 2, 3}, "", True),
        ({1}, "", False),
        ({1}, "короче", False),
        ({1}, "человек спешил", True),
    ],
)
def test_delivery_follows_the_regulation_or_says_why_not(checked, exemption, fine):
    if fine:
        rules.require_regulation_followed({1, 2}, checked, exemption)
    else:
        with pytest.raises(Refusal) as refused:
            rules.require_regulation_followed({1, 2}, checked, exemption)
        assert refused.value.field == "exemption"


@pytest.mark.ledger("A60", "A61")
@pytest.mark.parametrize(
    ("stars", "comment", "field"),
    [
        (0, "", "stars"),
        (6, "", "stars"),
        (3, " ", "comment"),
        (1, "", "comment"),
        (3, "Долго ждали", ""),
        (4, "", ""),
        (5, "", ""),
    ],
)
def test_stars_are_obligatory_and_a_low_rating_needs_a_word(stars, comment, field):
    if not field:
        rules.require_review(stars, comment)
        return
    with pytest.raises(Refusal) as refused:
        rules.require_review(stars, comment)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("days", "fine"), [([1, 1, 2], True), ([1, 1, 1], False), ([1, 2], False), ([], False), ([1, 2, 3, 4], True)]
)
def test_unreachable_means_three_attempts_on_two_days(days, fine):
    attempts = [dt.date(2026, 11, day) for day in days]
    if fine:
        rules.require_unreachable(attempts)
    else:
        with pytest.raises(Refusal, match="still_reachable"):
            rules.require_unreachable(attempts)


def test_the_number_is_as_on_paper():
    assert rules.request_number("66", 2026, 424) == "ДЦ-66-2026-000424"
