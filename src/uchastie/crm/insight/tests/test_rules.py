import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from uchastie.crm.insight.rules import Met, Pace, met_plan, met_share, month_at, month_of_code, pace, percent_of

URAL = ZoneInfo("Asia/Yekaterinburg")
TODAY = dt.date(2026, 11, 23)


def weekdays(day: dt.date) -> bool:
    return day.weekday() < 5


def test_a_month_begins_and_ends_in_its_own_zone():
    month = month_at(dt.date(2026, 11, 23), URAL)
    assert month.start.astimezone(dt.UTC) == dt.datetime(2026, 10, 31, 19, tzinfo=dt.UTC)
    assert month.end.astimezone(dt.UTC) == dt.datetime(2026, 11, 30, 19, tzinfo=dt.UTC)
    assert (month.last, month.after, month.before) == (
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 1),
        dt.date(2026, 10, 1),
    )


def test_december_is_followed_by_january():
    month = month_at(dt.date(2026, 12, 31), URAL)
    assert (month.after, month.before, month.last) == (dt.date(2027, 1, 1), dt.date(2026, 11, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize("code", ["", "2026-13", "завтра", "2027-01", "1999-01", "2026-11-05", "0000-00"])
def test_nonsense_and_the_future_are_this_month(code):
    assert month_of_code(code, TODAY) == dt.date(2026, 11, 1)


def test_a_past_month_is_itself():
    assert month_of_code("2026-02", TODAY) == dt.date(2026, 2, 1)


@pytest.mark.ledger("A76")
def test_the_forecast_goes_on_at_the_pace_so_far():
    month = month_at(TODAY, URAL)
    expected = pace(11, month, TODAY, weekdays)
    assert (expected.passed, expected.left) == (16, 5)  # 2 to 23 November; 24 to 30
    assert (expected.low, expected.high) == (14, 15)
    assert met_plan(11, 15, expected) is Met.ON_THE_WAY
    assert met_plan(15, 15, expected) is Met.YES
    assert met_plan(9, 15, pace(9, month, TODAY, weekdays)) is Met.NO


def test_a_month_that_is_over_is_its_own_forecast():
    expected = pace(14, month_at(dt.date(2026, 10, 1), URAL), TODAY, weekdays)
    assert (expected.left, expected.low, expected.high) == (0, 14, 14)
    assert met_plan(14, 15, expected) is Met.NO


def test_the_first_day_off_divides_by_nothing():
    month = month_at(dt.date(2026, 11, 1), URAL)  # a Sunday
    expected = pace(0, month, dt.date(2026, 11, 1), weekdays)
    assert (expected.passed, expected.a_day, expected.high) == (0, 0.0, 0)


@pytest.mark.ledger("A68")
@pytest.mark.parametrize(
    ("part", "whole", "met"), [(0, 0, Met.NO_DATA), (8, 10, Met.YES), (79, 100, Met.NO), (80, 100, Met.YES)]
)
def test_four_fifths_is_the_norm_and_no_data_never_meets_it(part, whole, met):
    assert met_share(part, whole, 0.8) is met


def test_bars_end_at_the_plan():
    assert [percent_of(*pair) for pair in ((0, 15), (11, 15), (30, 15), (3, 0))] == [0, 73, 100, 0]


def test_a_pace_is_a_fact():
    with pytest.raises(AttributeError):
        Pace(1, 1, 1, 1, 1).fact = 2  # type: ignore[misc]
