import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uchastie.crm.deadlines.rules import WorkCalendar, hours_deadline, working_days_deadline
from uchastie.crm.deadlines.tests.oracle import MSK, OTHER_DAYS, TWO_WORKING_DAYS, UNKNOWN_YEARS

RUSSIAN_ZONES = {
    "Europe/Kaliningrad": 2,
    "Europe/Moscow": 3,
    "Europe/Samara": 4,
    "Asia/Yekaterinburg": 5,
    "Asia/Omsk": 6,
    "Asia/Krasnoyarsk": 7,
    "Asia/Irkutsk": 8,
    "Asia/Yakutsk": 9,
    "Asia/Vladivostok": 10,
    "Asia/Magadan": 11,
    "Asia/Kamchatka": 12,
}
EMPTY = WorkCalendar()


def local(text: str, zone: str = MSK) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_the_oracle_is_big_enough():
    assert len(TWO_WORKING_DAYS) >= 60
    assert len({submitted + zone for submitted, zone, _ in TWO_WORKING_DAYS}) == len(TWO_WORKING_DAYS)


@pytest.mark.ledger("A18", "A12")
@pytest.mark.parametrize(("submitted", "zone", "last"), TWO_WORKING_DAYS)
def test_two_working_days(calendar, submitted, zone, last):
    deadline = working_days_deadline(local(submitted, zone).astimezone(dt.UTC), 2, ZoneInfo(zone), calendar)
    assert deadline.due_on == dt.date.fromisoformat(last)
    assert deadline.due_at == local(f"{last} 23:59:59", zone)
    assert deadline.due_at.tzinfo is dt.UTC
    assert deadline.warning == ""


@pytest.mark.parametrize(("submitted", "days", "last"), OTHER_DAYS)
def test_other_numbers_of_days(calendar, submitted, days, last):
    assert working_days_deadline(local(submitted), days, ZoneInfo(MSK), calendar).due_on == dt.date.fromisoformat(last)


@pytest.mark.ledger("A18")
@pytest.mark.parametrize(("submitted", "last"), UNKNOWN_YEARS)
def test_an_unknown_year_counts_by_article_112_and_warns(calendar, submitted, last):
    deadline = working_days_deadline(local(submitted), 2, ZoneInfo(MSK), calendar)
    assert deadline.due_on == dt.date.fromisoformat(last)
    assert "Производственного календаря на" in deadline.warning
    assert len(deadline.warning) <= 300


def test_the_way_from_a_known_year_into_an_unknown_one_warns(calendar):
    deadline = working_days_deadline(local("2027-12-29 10:00"), 2, ZoneInfo(MSK), calendar)
    assert deadline.due_on == dt.date(2028, 1, 10)
    assert "2028 год" in deadline.warning


def test_the_same_moment_is_another_day_in_another_zone(calendar):
    """Friday 22:00 in Moscow is Saturday in Vladivostok; Sunday 20:00 in Moscow is Monday in Kamchatka."""
    moment = local("2026-11-22 20:00")
    assert working_days_deadline(moment, 2, ZoneInfo(MSK), calendar).due_on == dt.date(2026, 11, 24)
    assert working_days_deadline(moment, 2, ZoneInfo("Asia/Kamchatka"), calendar).due_on == dt.date(2026, 11, 25)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_day_agrees_with_an_independent_calendar(calendar, year):
    russia = holidays.country_holidays("RU", years=year)
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    wrong = [day for day in days if calendar.is_working(day) != russia.is_working_day(day)]
    assert wrong == []
    assert sum(map(calendar.is_working, days)) == {2024: 248, 2025: 247, 2026: 247, 2027: 247}[year]


@pytest.mark.parametrize("hours", [24, 72])
def test_hours_run_through_weekends(hours):
    start = local("2026-11-20 16:30")
    deadline = hours_deadline(start, hours, ZoneInfo(MSK))
    assert deadline.due_at == start + dt.timedelta(hours=hours)
    assert deadline.due_on == (start + dt.timedelta(hours=hours)).date()


@pytest.mark.parametrize("count", [0, -1])
def test_a_deadline_of_nothing_is_a_mistake_of_the_program(calendar, count):
    with pytest.raises(ValueError, match=str(count)):
        working_days_deadline(local("2026-11-20 16:30"), count, ZoneInfo(MSK), calendar)
    with pytest.raises(ValueError, match=str(count)):
        hours_deadline(local("2026-11-20 16:30"), count, ZoneInfo(MSK))


def test_zones_are_those_of_today():
    moment = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    for zone, hours in RUSSIAN_ZONES.items():
        assert ZoneInfo(zone).utcoffset(moment) == dt.timedelta(hours=hours)


moments = st.integers(0, 36 * 366 * 24 * 3600).map(
    lambda s: dt.datetime(2010, 1, 1, tzinfo=dt.UTC) + dt.timedelta(0, s)
)
zones = st.sampled_from([*RUSSIAN_ZONES, "Europe/Berlin", "America/New_York"]).map(ZoneInfo)


@settings(max_examples=1500, deadline=None)
@given(start=moments, zone=zones, days=st.integers(1, 12))
def test_exactly_so_many_working_days_lie_between(calendar, start, zone, days):
    """An independent count, by walking every day; also over the changes of Russian zones in 2010-2016."""
    deadline = working_days_deadline(start, days, zone, calendar)
    first, counted, day = start.astimezone(zone).date(), 0, start.astimezone(zone).date()
    while day < deadline.due_on:
        day += dt.timedelta(days=1)
        counted += calendar.is_working(day)
    assert counted == days
    assert calendar.is_working(deadline.due_on)
    assert deadline.due_at.astimezone(zone).date() == deadline.due_on
    assert deadline.due_at > start
    known = set(range(first.year, deadline.due_on.year + 1)) <= calendar.years
    assert (deadline.warning == "") is known


@settings(max_examples=300, deadline=None)
@given(start=moments, later=st.timedeltas(dt.timedelta(0), dt.timedelta(days=20)), zone=zones)
def test_who_comes_later_is_never_promised_earlier(calendar, start, later, zone):
    one = working_days_deadline(start, 2, zone, calendar)
    other = working_days_deadline(start + later, 2, zone, calendar)
    assert one.due_on <= other.due_on
