"""The dates of calls by table and by property: month ends, leap years, holidays, the eleven zones (B46, decision 9)."""

import calendar as months
import datetime as dt
import itertools
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.deadlines.reference import FILE
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.followup.rules import schedule as rules
from uchastie.kernel.errors import Refusal

YEARS = json.loads(FILE.read_text(encoding="utf-8"))
CALENDAR = WorkCalendar(
    off=frozenset(dt.date.fromisoformat(f"{year}-{day}") for year, parts in YEARS.items() for day in parts["off"]),
    working=frozenset(
        dt.date.fromisoformat(f"{year}-{day}") for year, parts in YEARS.items() for day in parts["working"]
    ),
    years=frozenset(map(int, YEARS)),
)
ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
starts = st.dates(dt.date(2024, 1, 1), dt.date(2036, 12, 31))
numbers = st.integers(0, 36)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.ledger("B46")
@pytest.mark.parametrize(
    ("start", "number", "due", "work"),
    [
        ("2026-11-09", 0, "2026-11-23", "2026-11-23"),
        ("2026-11-09", 1, "2026-12-09", "2026-12-09"),
        ("2026-11-09", 2, "2027-01-09", "2027-01-11"),  # a Saturday after the New Year holidays
        ("2026-01-31", 1, "2026-02-28", "2026-03-02"),  # clamped, then a Saturday
        ("2026-01-31", 2, "2026-03-31", "2026-03-31"),  # counted from the start, not from 28 February
        ("2024-01-31", 1, "2024-02-29", "2024-02-29"),  # a leap year
        ("2024-02-29", 12, "2025-02-28", "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2026-08-31", 1, "2026-09-30", "2026-09-30"),
        ("2025-12-18", 0, "2026-01-01", "2026-01-12"),  # 1 January: the holidays of 2026 last until the 11th
        ("2025-12-31", 1, "2026-01-31", "2026-02-02"),
        ("2027-02-06", 0, "2027-02-20", "2027-02-20"),  # a Saturday that works
        ("2026-04-09", 1, "2026-05-09", "2026-05-12"),  # Victory Day and the day off moved from it
        ("2026-11-30", 15, "2028-02-29", "2028-02-29"),
    ],
)
def test_a_call_is_due_by_the_table(start: str, number: int, due: str, work: str) -> None:
    made = rules.planned(day(start), number, CALENDAR)

    assert (made.due_on, made.work_on) == (day(due), day(work))


@pytest.mark.ledger("B46")
@given(starts, st.integers(1, 60))
def test_a_month_is_the_same_day_or_the_last_of_the_month(start: dt.date, number: int) -> None:
    due = rules.due_on(start, number)

    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == number
    assert due.day == min(start.day, months.monthrange(due.year, due.month)[1])


@given(starts)
def test_the_first_call_is_two_weeks_later(start: dt.date) -> None:
    assert rules.due_on(start, rules.FIRST) - start == dt.timedelta(days=14)


@given(starts, numbers)
def test_it_is_made_on_the_first_working_day(start: dt.date, number: int) -> None:
    made = rules.planned(start, number, CALENDAR)

    assert CALENDAR.is_working(made.work_on)
    between = (made.due_on + dt.timedelta(days=n) for n in range((made.work_on - made.due_on).days))
    assert not any(CALENDAR.is_working(one) for one in between)


@given(starts)
def test_calls_go_one_after_another(start: dt.date) -> None:
    calls = rules.plan(start, start, CALENDAR)

    assert [call.number for call in calls] == list(range(rules.AHEAD + 1))
    assert all(one.due_on < other.due_on for one, other in itertools.pairwise(calls))
    assert all(one.work_on <= other.work_on for one, other in itertools.pairwise(calls))


@given(starts, st.integers(0, 900))
def test_the_plan_reaches_twelve_months_from_today(start: dt.date, passed: int) -> None:
    """However long it is planned later, the earlier dates are the same: nothing is shifted."""
    today = start + dt.timedelta(days=passed)
    calls = rules.plan(start, today, CALENDAR)
    until = rules.add_months(today, 12)

    assert calls[-1].due_on <= until < rules.due_on(start, calls[-1].number + 1)
    assert calls[: rules.AHEAD + 1] == rules.plan(start, start, CALENDAR)


@pytest.mark.parametrize("name", ZONES)
@given(start=starts, number=numbers)
def test_the_term_is_the_end_of_the_local_day(name: str, start: dt.date, number: int) -> None:
    zone = ZoneInfo(name)
    work_on = rules.planned(start, number, CALENDAR).work_on
    local = rules.due_at(work_on, zone).astimezone(zone)

    assert (local.date(), local.time()) == (work_on, dt.time(23, 59, 59))


def test_zones_are_eleven() -> None:
    now = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)

    assert len({ZoneInfo(name).utcoffset(now) for name in ZONES}) == 11


@pytest.mark.parametrize(
    ("today", "again"),
    [
        ("2026-11-23", "2026-11-24"),
        ("2026-11-20", "2026-11-23"),  # Friday: Monday
        ("2026-12-30", "2027-01-11"),  # 31 December 2026 is off, then the holidays
    ],
)
def test_nobody_answered_is_tried_on_the_next_working_day(today: str, again: str) -> None:
    assert rules.retry_day(day(today), CALENDAR) == day(again)


def test_a_wished_day_becomes_a_working_one() -> None:
    assert rules.retry_day(day("2026-11-23"), CALENDAR, day("2026-11-28")) == day("2026-11-30")


@pytest.mark.parametrize("wished", ["2026-11-23", "2026-11-20", "2026-12-30"])
def test_a_wished_day_is_soon_and_not_past(wished: str) -> None:
    with pytest.raises(Refusal):
        rules.retry_day(day("2026-11-23"), CALENDAR, day(wished))


@pytest.mark.parametrize(("reason", "note"), [("", "x"), ("later", "x"), ("other", "  ")])
def test_a_skip_says_why(reason: str, note: str) -> None:
    with pytest.raises(Refusal):
        rules.require_skip(reason, note)


def test_names_of_calls() -> None:
    names = [rules.name_of(number).replace("\u00a0", " ") for number in (0, 1, 2, 12)]

    assert names == ["2 недели", "1 месяц", "2 месяца", "12 месяцев"]
