"""The way of a guardian as a table, the application as a form of words."""

import datetime as dt
from itertools import product

import pytest

from uchastie.crm.guardians import rules
from uchastie.crm.guardians.rules import (
    LIFECYCLE,
    CapabilityValues,
    Gate,
    GateState,
    GuardianInput,
    GuardianKind,
    GuardianState,
    Move,
)
from uchastie.kernel.errors import Refusal

S = GuardianState
LEGAL = {
    (S.APPLICATION, Move.APPROVE): S.POTENTIAL,
    (S.APPLICATION, Move.REJECT): S.REJECTED,
    (S.POTENTIAL, Move.HAND): S.HANDED,
    (S.HANDED, Move.BECOME_READY): S.READY,
    (S.READY, Move.PREPARE): S.HANDED,
    (S.HANDED, Move.PAUSE): S.PAUSED,
    (S.READY, Move.PAUSE): S.PAUSED,
    (S.PAUSED, Move.RESUME): S.HANDED,
    (S.POTENTIAL, Move.LEAVE): S.LEFT,
    (S.HANDED, Move.LEAVE): S.LEFT,
    (S.READY, Move.LEAVE): S.LEFT,
    (S.PAUSED, Move.LEAVE): S.LEFT,
}


@pytest.mark.ledger("B16")
@pytest.mark.parametrize(("state", "move"), list(product(GuardianState, Move)))
def test_only_the_listed_moves_are_legal(state, move):
    assert LIFECYCLE.allows(state, move) == ((state, move) in LEGAL)
    if (state, move) in LEGAL:
        assert LIFECYCLE.target(state, move) == LEGAL[state, move]


def given(**values):
    plain = {"kind": GuardianKind.INITIATIVE_GROUP, "name": "Родители школы", "person": "Юдин", "town": "Реж"}
    return GuardianInput(**(plain | {"capabilities": (CapabilityValues("repair"),)} | values))


@pytest.mark.ledger("B2")
@pytest.mark.parametrize("kind", GuardianKind)
def test_only_an_organisation_needs_an_inn(kind):
    if kind is GuardianKind.ORGANISATION:
        with pytest.raises(Refusal) as refused:
            rules.require_guardian(given(kind=kind))
        assert refused.value.field == "inn"
        assert rules.require_guardian(given(kind=kind, inn="6658021579"))
    else:
        assert rules.require_guardian(given(kind=kind)).inn == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("town", "х"), ("capacity", 0), ("capacity", 501), ("about", "х" * 2001), ("capabilities", ())],
)
def test_what_is_missing_is_said_at_its_field(field, value):
    with pytest.raises(Refusal) as refused:
        rules.require_guardian(given(**{field: value}))
    assert refused.value.field == ("categories" if field == "capabilities" else field)


def test_one_line_for_each_category():
    twice = (
        CapabilityValues("repair", " по  субботам "),
        CapabilityValues("repair"),
        CapabilityValues("legal", formats=()),
    )
    assert rules.require_capabilities(twice) == (
        CapabilityValues("repair", "по субботам"),
        CapabilityValues("legal", formats=("in_person",)),
    )


def test_days_make_sense():
    today = dt.date(2026, 11, 20)
    assert rules.require_past(today, today) == today
    assert rules.require_pause(None, today) is None
    for wrong in (
        lambda: rules.require_past(today + dt.timedelta(days=1), today),
        lambda: rules.require_pause(today, today),
        lambda: rules.require_radius(0),
        lambda: rules.require_reason(" х "),
    ):
        with pytest.raises(Refusal):
            wrong()


def test_a_gate_that_ends_soon_is_still_open():
    gates = [Gate("a", GateState.OPEN, "А"), Gate("b", GateState.SOON, "Б")]
    assert rules.are_passed(gates)
    assert not rules.are_passed([*gates, Gate("c", GateState.NOW, "В")])


def test_numbers_tell_the_region():
    assert rules.guardian_number("66", 12) == "О-66-0012"
    assert rules.guardian_number("66", 12345) == "О-66-12345"
