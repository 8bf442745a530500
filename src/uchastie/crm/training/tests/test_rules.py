import datetime as dt

import pytest

from uchastie.crm.training.rules import (
    Certificate,
    Standing,
    Subject,
    Version,
    counts_until,
    has_read,
    require_certificate,
    require_due,
    require_planned,
    require_training,
    term_of_course,
)
from uchastie.kernel.errors import Refusal

TODAY, DAY = dt.date(2026, 11, 23), dt.timedelta(days=1)
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
    ("until", "due_on", "standing", "known", "again"),
    [
        (None, TODAY, Standing.PLANNED, False, TODAY),
        (None, TODAY - DAY, Standing.LATE, False, TODAY - DAY),
        (TODAY + 31 * DAY, TODAY - DAY, Standing.KNOWN, True, TODAY + 31 * DAY),
        (TODAY + 30 * DAY, TODAY - DAY, Standing.ENDING, True, TODAY + 30 * DAY),
        (TODAY, TODAY - DAY, Standing.ENDING, True, TODAY),
        (TODAY - DAY, TODAY - 400 * DAY, Standing.LATE, False, TODAY - DAY),
        (TODAY - DAY, TODAY + 9 * DAY, Standing.PLANNED, False, TODAY + 9 * DAY),
    ],
)
@pytest.mark.ledger("A87")
def test_a_subject_is_due_until_it_is_learnt_and_again_when_it_ends(until, due_on, standing, known, again):
    term = term_of_course(until, due_on, TODAY)
    assert (term.standing, term.known, term.due_on) == (standing, known, again)


def test_a_certificate_names_its_last_day_else_it_is_a_year():
    assert counts_until(TODAY, None) == TODAY + dt.timedelta(days=365)
    assert counts_until(TODAY, TODAY + 3 * DAY) == TODAY + 3 * DAY


@pytest.mark.parametrize(
    ("certificate", "field"),
    [
        (Certificate(valid_until=TODAY - DAY), "valid_until"),
        (Certificate(valid_until=dt.date(2099, 1, 1)), "valid_until"),
        (Certificate(link="javascript:alert(1)"), "link"),
        (Certificate(link="https://["), "link"),
    ],
)
def test_a_certificate_that_cannot_be_is_told_at_its_field(certificate, field):
    with pytest.raises(Refusal) as refused:
        require_certificate(certificate, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("planned_on", "due_on", "field"),
    [
        (None, TODAY - DAY, "due_on"),
        (None, TODAY + 400 * DAY, "due_on"),
        (TODAY - DAY, TODAY, "planned_on"),
        (TODAY + 2 * DAY, TODAY + DAY, "planned_on"),
    ],
)
def test_a_day_of_the_plan_lies_ahead_and_the_course_before_it(planned_on, due_on, field):
    with pytest.raises(Refusal) as refused:
        require_planned(planned_on, require_due(due_on, TODAY), TODAY)
    assert refused.value.field == field


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
