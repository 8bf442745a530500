import datetime as dt

import pytest

from uchastie.crm.training.rules import Learnt, Subject, Version, has_read, require_training, state_of
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)
# 1 and 2 are to be read, 3 is a small correction of 2, 4 is to be read again, 5 corrects 4
VERSIONS = [Version(1, True), Version(2, True), Version(3, False), Version(4, True), Version(5, False)]


@pytest.mark.parametrize(
    ("number", "read", "known"),
    [
        (1, {1}, True),
        (2, {1}, False),
        (3, {2}, True),
        (3, {1}, False),
        (4, {3}, False),
        (5, {4}, True),
        (5, {3}, False),
        (2, {5}, False),
        (3, set(), False),
        (9, {5}, True),
    ],
)
@pytest.mark.ledger("A33")
def test_a_small_correction_needs_no_new_reading_a_change_does(number, read, known):
    assert has_read(number, VERSIONS, read) is known


@pytest.mark.parametrize(
    ("learnt_on", "state"),
    [
        (None, Learnt.NO),
        (TODAY, Learnt.YES),
        (dt.date(2025, 11, 23), Learnt.YES),
        (dt.date(2025, 11, 22), Learnt.LONG_AGO),
    ],
)
def test_training_is_repeated_once_a_year(learnt_on, state):
    assert state_of(learnt_on, TODAY) is state


def test_subjects_keep_their_order_and_unknown_ones_are_dropped():
    assert require_training(["principles", "standards", "cooking"], TODAY, TODAY) == (
        Subject.STANDARDS,
        Subject.PRINCIPLES,
    )


@pytest.mark.parametrize(
    ("subjects", "day", "field"),
    [
        ([], TODAY, "subjects"),
        (["standards"], TODAY + dt.timedelta(days=1), "learnt_on"),
        (["standards"], dt.date(1926, 1, 1), "learnt_on"),
    ],
)
def test_training_that_cannot_be_is_told_at_its_field(subjects, day, field):
    with pytest.raises(Refusal) as refused:
        require_training(subjects, day, TODAY)
    assert refused.value.field == field
