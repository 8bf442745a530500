"""The clock of 72 hours, the machine of states, places, who sees contacts: without a database."""

import datetime as dt
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.families.rules import FamilyState
from uchastie.crm.families.rules import Move as CaseMove
from uchastie.crm.guardianship import rules
from uchastie.crm.guardianship.rules import LIFECYCLE, Move, PairState, Paper, Side
from uchastie.kernel.errors import Refusal

ZONES = {
    2: "Europe/Kaliningrad",
    3: "Europe/Moscow",
    4: "Europe/Samara",
    5: "Asia/Yekaterinburg",
    6: "Asia/Omsk",
    7: "Asia/Novosibirsk",
    8: "Asia/Irkutsk",
    9: "Asia/Yakutsk",
    10: "Asia/Vladivostok",
    11: "Asia/Magadan",
    12: "Asia/Kamchatka",
}
FRIDAY = dt.datetime(2026, 11, 20, 9, 20, tzinfo=dt.UTC)


@pytest.mark.ledger("B42")
@pytest.mark.parametrize(
    ("matched", "due"),
    [
        ("2026-11-20T14:20+05:00", "2026-11-23T14:20+05:00"),  # over a weekend
        ("2026-12-31T23:59+03:00", "2027-01-03T23:59+03:00"),  # over the new year's days off
        ("2028-02-27T00:00+12:00", "2028-03-01T00:00+12:00"),  # a leap year
        ("2026-05-08T08:00+02:00", "2026-05-11T08:00+02:00"),  # over the Day of Victory
    ],
)
def test_three_days_run_through_nights_and_days_off(matched: str, due: str) -> None:
    assert rules.connect_due(dt.datetime.fromisoformat(matched)) == dt.datetime.fromisoformat(due)


@pytest.mark.ledger("B42")
@given(minutes=st.integers(0, 12 * 366 * 24 * 60), zone=st.sampled_from(sorted(ZONES.values())))
def test_the_same_hour_three_days_later_in_every_zone(minutes: int, zone: str) -> None:
    matched = dt.datetime(2024, 1, 1, tzinfo=ZoneInfo(zone)) + dt.timedelta(minutes=minutes)
    due = rules.connect_due(matched)
    assert due - matched.astimezone(dt.UTC) == dt.timedelta(hours=72)
    there = due.astimezone(ZoneInfo(zone))
    assert (there.time(), there.date() - matched.date()) == (matched.time(), dt.timedelta(days=3))


def test_zones_are_all_eleven() -> None:
    winter = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    offsets = [winter.astimezone(ZoneInfo(name)).utcoffset() for name in ZONES.values()]
    assert offsets == [dt.timedelta(hours=hours) for hours in ZONES]


@pytest.mark.ledger("B42")
@pytest.mark.parametrize(
    ("hours", "tone", "words"),
    [
        (0, "", "осталось 72\u00a0ч"),
        (22, "", "осталось 50\u00a0ч"),
        (59.9, "", "осталось 12\u00a0ч"),
        (60, "today", "осталось 12\u00a0ч"),
        (71.5, "today", "осталось 30\u00a0мин"),
        (72, "late", "опоздание 0\u00a0мин"),
        (77, "late", "опоздание 5\u00a0ч"),
    ],
)
def test_the_clock_says_what_is_left(hours: float, tone: str, words: str) -> None:
    clock = rules.clock_of(FRIDAY, None, FRIDAY + dt.timedelta(hours=hours))
    assert (clock.tone, clock.words) == (tone, words)
    assert 0 <= clock.gone <= 72


@pytest.mark.ledger("B42")
def test_the_clock_is_met_by_the_introduction() -> None:
    met = rules.clock_of(FRIDAY, FRIDAY + dt.timedelta(hours=41, minutes=20), FRIDAY + dt.timedelta(days=30))
    assert (met.tone, met.words) == ("done", "познакомили за 41\u00a0ч из 72")
    late = rules.clock_of(FRIDAY, FRIDAY + dt.timedelta(hours=80), FRIDAY + dt.timedelta(days=30))
    assert late.tone == "late"


ALLOWED = {
    (PairState.PROPOSED, Move.ACCEPT): PairState.MATCHED,
    (PairState.PROPOSED, Move.DECLINE): PairState.DECLINED,
    (PairState.MATCHED, Move.DECLINE): PairState.DECLINED,
    (PairState.MATCHED, Move.INTRODUCE): PairState.INTRODUCED,
    (PairState.INTRODUCED, Move.SIGN): PairState.SIGNED,
    (PairState.INTRODUCED, Move.REPORT_END): PairState.ENDING_REPORTED,
    (PairState.SIGNED, Move.UNSIGN): PairState.INTRODUCED,
    (PairState.SIGNED, Move.ACTIVATE): PairState.ACTIVE,
    (PairState.SIGNED, Move.REPORT_END): PairState.ENDING_REPORTED,
    (PairState.ACTIVE, Move.REPORT_END): PairState.ENDING_REPORTED,
    (PairState.ENDING_REPORTED, Move.RESUME): PairState.ACTIVE,
    (PairState.ENDING_REPORTED, Move.MEET_AGAIN): PairState.INTRODUCED,
    (PairState.ENDING_REPORTED, Move.CONFIRM_END): PairState.ENDED,
}


@pytest.mark.ledger("B18", "B41", "B50")
@pytest.mark.parametrize("state", PairState)
@pytest.mark.parametrize("step", Move)
def test_every_state_with_every_move(state: PairState, step: Move) -> None:
    wanted = ALLOWED.get((state, step))
    if wanted:
        assert LIFECYCLE.target(state, step) is wanted
    else:
        with pytest.raises(Refusal) as refused:
            LIFECYCLE.target(state, step)
        assert refused.value.code == "illegal_move"


@given(st.lists(st.sampled_from(Move), max_size=40))
def test_no_way_leads_out_of_what_is_over(steps: list[Move]) -> None:
    state = PairState.PROPOSED
    for step in steps:
        was = state
        if LIFECYCLE.allows(state, step):
            state = LIFECYCLE.target(state, step)
        assert was not in rules.OVER or state is was


def test_states_are_each_open_or_over_and_named() -> None:
    assert rules.OPEN | rules.OVER == set(PairState) == set(rules.STATE_NAMES)
    assert rules.RESERVED < rules.OPEN


@pytest.mark.ledger("B39", "B41")
@pytest.mark.parametrize("state", PairState)
def test_contacts_open_after_the_meeting_with_three_papers(state: PairState) -> None:
    """Every state with every set of papers, before the help began and after: a table of 256 answers by one sentence
    (decision 15)."""
    met = {PairState.INTRODUCED, PairState.SIGNED, PairState.ACTIVE, PairState.ENDING_REPORTED}
    needed = {Paper.GUARDIAN_HQ, Paper.DATA_PROTECTION, Paper.TRANSFER}
    for size in range(len(Paper) + 1):
        for papers in combinations(Paper, size):
            expected = state in met and needed <= set(papers)
            assert rules.sees_contacts(state, "guardian", papers, begun=False) is expected
            helped = expected and Paper.GUARDIAN_FAMILY in papers
            assert rules.sees_contacts(state, "guardian", papers, begun=True) is helped


def test_a_family_that_asked_to_end_is_closed_at_once() -> None:
    assert not rules.sees_contacts(PairState.ENDING_REPORTED, Side.FAMILY, set(Paper), begun=True)
    assert rules.sees_contacts(PairState.ENDING_REPORTED, Side.GUARDIAN, set(Paper), begun=True)


@pytest.mark.ledger("B41")
def test_help_needs_all_four_papers() -> None:
    rules.require_papers(set(Paper))
    for missing in Paper:
        with pytest.raises(Refusal) as refused:
            rules.require_papers(set(Paper) - {missing})
        assert rules.PAPER_NAMES[missing] in refused.value.message


@given(capacity=st.integers(0, 8), seats=st.sets(st.integers(1, 12), max_size=8))
def test_a_free_seat_is_nobodys(capacity: int, seats: set[int]) -> None:
    if len(seats) >= capacity:
        with pytest.raises(Refusal):
            rules.free_seat(capacity, seats)
    else:
        seat = rules.free_seat(capacity, seats)
        assert seat not in seats
        assert 1 <= seat <= capacity


def test_a_smaller_capacity_leaves_no_negative_places() -> None:
    assert rules.Places(2, taken=2, reserved=1).free == 0
    assert rules.Places(4, taken=1, reserved=1).free == 2


@pytest.mark.parametrize(
    ("current", "rank", "ended", "moves"),
    [
        (FamilyState.WAITING, 0, False, ()),
        (FamilyState.WAITING, 1, False, (CaseMove.MATCH,)),
        (FamilyState.MATCHED, 2, False, (CaseMove.CONNECT,)),
        (FamilyState.CONNECTED, 3, False, (CaseMove.HELP,)),
        (FamilyState.MATCHED, 0, False, (CaseMove.RETURN,)),
        (FamilyState.HELPED, 0, True, (CaseMove.END,)),
        (FamilyState.CONNECTED, 0, True, (CaseMove.END,)),
        (FamilyState.HELPED, 3, True, ()),
        (FamilyState.HELPED, 2, True, (CaseMove.RETURN, CaseMove.MATCH, CaseMove.CONNECT)),
        (FamilyState.ENDED, 1, False, (CaseMove.SEEK, CaseMove.MATCH)),
        (FamilyState.CLOSED, 1, False, ()),
    ],
)
def test_the_family_stands_where_its_furthest_pair_is(
    current: FamilyState, rank: int, ended: bool, moves: tuple[CaseMove, ...]
) -> None:
    assert rules.moves_of_case(current, rank, ended=ended) == moves


@pytest.mark.ledger("B50")
def test_other_needs_words() -> None:
    with pytest.raises(Refusal):
        rules.require_note("other", "  ", field="note")
    assert rules.require_note("conflict", "", field="note") == ""
    assert len(rules.END_REASONS) == 5
