"""The arithmetic of free time: no database."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.appointments.rules import (
    STEP,
    Busy,
    Format,
    Half,
    Resources,
    absent_span,
    cells,
    free_spans,
    is_outside,
    list_slots,
    open_spans,
)
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.network.rules import ZONES, Interval, parse_hours

URAL = ZoneInfo("Asia/Yekaterinburg")
WEEK = [hours for day in range(5) for hours in parse_hours(day, "9–13, 14–18")]
EVERY_DAY = [hours for day in range(7) for hours in parse_hours(day, "9–18")]
YEARS = WorkCalendar(years=frozenset({2026, 2027}), off=frozenset({dt.date(2026, 12, 31), dt.date(2027, 1, 1)}))
ANNA, PETR, ROOM = (UUID(int=number) for number in (1, 2, 3))
TUESDAY = dt.date(2026, 11, 24)
HOUR = dt.timedelta(hours=1)


def at(text: str, day: dt.date = TUESDAY, zone: ZoneInfo = URAL) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(text), tzinfo=zone)


def starts(slots, zone=URAL):
    return [f"{slot.starts_at.astimezone(zone):%H:%M}" for slot in slots if slot.free]


def free(busy=(), *, employees=(ANNA,), rooms=(), format=Format.IN_PERSON, day=TUESDAY, length=HOUR, step=HOUR):
    spans = open_spans(WEEK, day, URAL, YEARS)
    return list_slots(spans, Resources(employees, rooms, busy), length=length, format=format, step=step)


def test_slots_keep_to_the_hours_and_the_break():
    assert starts(free()) == ["09:00", "10:00", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00"]
    assert starts(free(length=dt.timedelta(minutes=90)))[-1] == "16:00"
    assert starts(free(length=dt.timedelta(hours=5))) == []


def test_opening_at_an_odd_minute_starts_at_the_next_half_hour():
    spans = open_spans([Interval(1, dt.time(9, 10), dt.time(11))], TUESDAY, URAL, YEARS)
    slots = list_slots(spans, Resources([ANNA], []), length=STEP, format=Format.PHONE, step=STEP)
    assert starts(slots) == ["09:30", "10:00", "10:30"]


def test_a_meeting_takes_its_employee_and_its_room():
    busy = [Busy(ANNA, at("10:00"), at("11:00")), Busy(ROOM, at("14:00"), at("15:00"))]
    told = free(busy, rooms=[ROOM])
    assert "10:00" not in starts(told)
    assert "14:00" not in starts(told)
    assert "14:00" in starts(free(busy, rooms=[ROOM], format=Format.PHONE))  # by phone no room is needed
    both = {f"{s.starts_at.astimezone(URAL):%H:%M}": s for s in free(busy, employees=[ANNA, PETR])}
    assert both["10:00"].employee_id == PETR
    assert both["09:00"].employee_id == ANNA


def test_a_visit_to_the_person_keeps_time_for_the_way():
    busy = [Busy(ANNA, at("11:00"), at("12:00"))]
    assert "10:00" in starts(free(busy))
    assert "10:00" not in starts(free(busy, format=Format.AT_PERSON))
    assert starts(free(busy, format=Format.AT_PERSON, step=STEP))[:2] == ["09:00", "09:30"]


def test_half_a_day_off_is_half_a_day_of_slots():
    morning = Busy(ANNA, *absent_span(TUESDAY, Half.MORNING, URAL))
    assert starts(free([morning]))[0] == "14:00"
    afternoon = Busy(ANNA, *absent_span(TUESDAY, Half.AFTERNOON, URAL))
    assert starts(free([afternoon]))[-1] == "12:00"
    assert starts(free([Busy(ANNA, *absent_span(TUESDAY, Half.WHOLE, URAL))])) == []


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 11, 29), "Sunday: the centre's own hours say nothing"),
        (dt.date(2026, 12, 31), "a day off moved to a Thursday"),
        (dt.date(2027, 1, 1), "New Year"),
        (dt.date(2028, 2, 23), "a holiday of a year that is not published"),
    ],
)
def test_nobody_is_offered_a_closed_day(day, why):
    assert open_spans(WEEK, day, URAL, YEARS) == [], why


def test_a_centre_that_works_on_sundays_receives_on_sundays_but_not_on_holidays():
    assert len(open_spans(EVERY_DAY, dt.date(2026, 11, 29), URAL, YEARS)) == 1
    assert open_spans(EVERY_DAY, dt.date(2027, 1, 3), URAL, YEARS) == []  # a Sunday of the New Year holidays


def test_the_day_before_a_holiday_is_an_hour_shorter():
    eve = dt.date(2027, 6, 11)  # a Friday before 12 June
    assert open_spans(WEEK, eve, URAL, YEARS)[-1][1] == at("17:00", eve)
    assert open_spans(WEEK, TUESDAY, URAL, YEARS)[-1][1] == at("18:00")


@pytest.mark.parametrize("zone", ZONES)
def test_nine_in_the_morning_is_nine_everywhere(zone):
    """Eleven zones, none of them changes its clock: also over the end of the year."""
    place = ZoneInfo(zone)
    for day in (TUESDAY, dt.date(2026, 12, 30), dt.date(2027, 3, 30), dt.date(2026, 7, 7)):
        spans = open_spans(EVERY_DAY, day, place, YEARS)
        slots = list_slots(spans, Resources([ANNA], []), length=HOUR, format=Format.PHONE, step=HOUR)
        assert starts(slots, place)[0] == "09:00"
        assert len(slots) == 9


def test_round_the_clock_and_the_last_day_of_all():
    spans = open_spans([Interval(1, dt.time(0), dt.time(23, 59))], TUESDAY, URAL, YEARS)
    assert spans[0][1] - spans[0][0] == dt.timedelta(days=1)
    assert open_spans(WEEK, dt.date.max, ZoneInfo("UTC"), YEARS) is not None


def test_free_spans_are_what_is_left():
    span = (at("9:00".zfill(5)), at("18:00"))
    taken = [(at("10:00"), at("11:00")), (at("10:30"), at("12:00")), (at("17:50"), at("19:00"))]
    left = free_spans(span, taken, STEP)
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in left] == [("09:00", "10:00"), ("12:00", "17:50")]


def test_outside_the_hours():
    spans = open_spans(WEEK, TUESDAY, URAL, YEARS)
    assert not is_outside(spans, at("12:00"), at("13:00"))
    assert is_outside(spans, at("12:30"), at("13:30"))  # into the break
    assert is_outside(spans, at("20:00"), at("21:00"))


MINUTES = st.integers(min_value=0, max_value=60 * 24)


@given(begin=MINUTES, length=st.integers(min_value=1, max_value=300), other=MINUTES, long=st.integers(1, 300))
def test_two_that_overlap_share_a_cell(begin, length, other, long):
    """The guard of the database never lets two overlapping meetings through."""
    base = at("00:00")
    one = (base + dt.timedelta(minutes=begin), base + dt.timedelta(minutes=begin + length))
    two = (base + dt.timedelta(minutes=other), base + dt.timedelta(minutes=other + long))
    overlap = one[0] < two[1] and two[0] < one[1]
    shared = set(cells(*one)) & set(cells(*two))
    assert not overlap or shared


@given(begin=MINUTES, length=st.integers(1, 60))
def test_slots_that_touch_do_not_disturb(begin, length):
    """On the grid of five minutes one meeting may begin when the other ends."""
    begin, length = begin * 5, length * 5
    start = at("00:00") + dt.timedelta(minutes=begin)
    middle = start + dt.timedelta(minutes=length)
    assert not set(cells(start, middle)) & set(cells(middle, middle + HOUR))
