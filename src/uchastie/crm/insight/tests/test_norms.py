"""Every norm at, below and above its threshold; borders of periods; weeks over New Year; no data. No database."""

import datetime as dt

import pytest

from uchastie.crm.insight.rules import (
    How,
    Met,
    Norm,
    Numbers,
    Span,
    Way,
    good_ones_needed,
    is_frozen_on,
    judge,
    own_period,
    parts_of,
    period_at,
    period_of_code,
    weeks_of,
    words,
)
from uchastie.crm.insight.rules.given import GIVEN

OVER = Way(20, 0)
CODES = [given.code for given in GIVEN]
TODAY = dt.date(2026, 11, 23)


def norm_of(code: str, **changes: object) -> Norm:
    given = next(one for one in GIVEN if one.code == code)
    one, few, many = given.forms
    values = {
        "code": given.code,
        "name": given.name,
        "how": given.how,
        "span": given.span,
        "block": given.block,
        "mandatory": given.mandatory,
        "source": given.source,
        "parts": tuple(given.parts),
        "wholes": tuple(given.wholes),
        "forms": (one, few, many),
        "plan": given.plan,
        "floor": given.floor,
    }
    return Norm(**values | changes)  # type: ignore[arg-type]


def at(norm: Norm, fact: int) -> Numbers:
    """The fact in the unit of the threshold: per cent of a hundred for shares."""
    if norm.how is How.SHARE:
        return Numbers(fact, 100)
    return Numbers(fact, 100) if norm.how is How.PORTION else Numbers(fact)


@pytest.mark.ledger(
    *("A18", "A68", "A76", "A81", "A82", "A83", "A84", "A85", "A87", "A90", "A92", "A93", "A94", "A95", "A96", "A97"),
    *("A98", "A100", "A103"),
)
@pytest.mark.parametrize("code", CODES)
def test_every_norm_below_at_and_above_its_threshold(code):
    norm = norm_of(code)
    plan = 20 if norm.how is How.PORTION else norm.plan
    assert judge(norm, at(norm, plan - 1), OVER).met is Met.NO
    assert judge(norm, at(norm, plan), OVER).met is Met.YES
    assert judge(norm, at(norm, plan + 1), OVER).met is Met.YES


@pytest.mark.parametrize("code", CODES)
def test_no_norm_is_met_without_data(code):
    verdict = judge(norm_of(code), Numbers(None, 0), OVER)
    assert verdict.met in {Met.NO, Met.NO_DATA}
    if norm_of(code).how is not How.COUNT:
        assert verdict.met is Met.NO_DATA


@pytest.mark.ledger("A82")
@pytest.mark.parametrize(
    ("subscribers", "plan"), [(0, 10), (10, 10), (49, 10), (50, 10), (51, 11), (228, 46), (1000, 200)]
)
def test_active_subscribers_are_a_fifth_and_at_least_ten(subscribers, plan):
    """Decision 6, also when subscribers leave and the plan falls with them."""
    norm = norm_of("active")
    assert judge(norm, Numbers(plan, subscribers), OVER).met is Met.YES
    below = judge(norm, Numbers(plan - 1, subscribers), OVER)
    assert (below.plan, below.met) == (plan, Met.NO)


@pytest.mark.parametrize(
    ("fact", "passed", "left", "met"),
    [
        (15, 10, 10, Met.YES),
        (11, 16, 5, Met.ON_THE_WAY),
        (10, 16, 5, Met.AT_RISK),
        (0, 3, 18, Met.ON_THE_WAY),  # too early to tell
        (0, 5, 16, Met.AT_RISK),
        (14, 21, 0, Met.NO),
        (0, 0, 0, Met.NO),
    ],
)
def test_a_count_that_goes_on_is_judged_by_its_pace(fact, passed, left, met):
    assert judge(norm_of("consultations"), Numbers(fact), Way(passed, left)).met is met


def test_a_share_that_goes_on_is_endangered_and_one_of_all_is_lost():
    assert judge(norm_of("positive"), Numbers(7, 10), Way(5, 5)).met is Met.AT_RISK
    assert judge(norm_of("contact"), Numbers(9, 10), Way(5, 5)).met is Met.NO


@pytest.mark.parametrize(
    ("part", "whole", "plan", "more"), [(2, 3, 80, 2), (79, 100, 80, 5), (80, 100, 80, 0), (0, 1, 100, 0)]
)
def test_how_many_good_ones_are_needed(part, whole, plan, more):
    assert good_ones_needed(part, whole, plan) == more
    if more:
        assert 100 * (part + more) >= plan * (whole + more)
        assert 100 * (part + more - 1) < plan * (whole + more - 1)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
    ],
)
def test_periods_have_borders_and_codes_that_come_back(code, first, last):
    period = period_of_code(code, TODAY)
    assert (f"{period.first}", f"{period.last}", period.code) == (first, last, code)
    assert period.before.after == period == period.after.before


@pytest.mark.parametrize("code", ["", "2026-13", "2026-W54", "2027", "2026-Q5", "вчера", "1999", "2026-W53 "])
def test_nonsense_and_the_future_are_the_present_period(code):
    assert period_of_code(code, TODAY).code in {"2026-11"}


@pytest.mark.parametrize("year", range(2020, 2032))
def test_each_week_belongs_to_one_month_and_one_year(year):
    whole = period_at(Span.YEAR, dt.date(year, 6, 1))
    by_month = [week for month in parts_of(whole, Span.MONTH) for week in weeks_of(month)]
    assert by_month == weeks_of(whole)
    assert {week.first.isocalendar().year for week in by_month} == {year}
    assert len(by_month) == dt.date(year, 12, 28).isocalendar().week


def test_a_norm_counts_its_own_period():
    november = period_at(Span.MONTH, TODAY)
    assert own_period(norm_of("campaigns"), november, None)[0] == dt.date(2026, 1, 1)
    assert own_period(norm_of("posts-month"), november, None)[0] == dt.date(2026, 11, 1)
    assert own_period(norm_of("answers"), november, dt.date(2025, 3, 4))[0] == dt.date(2025, 3, 4)


def test_a_period_waits_five_days_for_what_comes_late():
    october = period_at(Span.MONTH, dt.date(2026, 10, 1))
    assert not is_frozen_on(october, dt.date(2026, 11, 5))
    assert is_frozen_on(october, dt.date(2026, 11, 6))


def test_words_say_what_is_left():
    norm = norm_of("consultations")
    said = words.words(norm, judge(norm, Numbers(11), Way(15, 8)), Way(15, 8))
    assert said.replace("\xa0", " ") == "осталось: 4 консультации, впереди 8 рабочих дней; при нынешнем темпе — 16–17"
    assert words.words(norm, judge(norm, Numbers(11), OVER), OVER).replace("\xa0", " ") == "не хватило: 4 консультации"


def test_codes_of_norms_are_unique_and_blocks_are_three():
    assert len(CODES) == len(set(CODES))
    assert len({given.block for given in GIVEN}) == 3
