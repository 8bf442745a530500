import datetime as dt
import time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uchastie.crm.deadlines.rules import WorkCalendar, explain, explain_met, working_days_deadline, zone_city
from uchastie.crm.deadlines.tests.test_clocks import RUSSIAN_ZONES, local, moments, zones

EKB = "Asia/Yekaterinburg"
BY = "по времени Екатеринбурга."


def told(calendar, submitted: str, now: str):
    start, zone = local(submitted, EKB), ZoneInfo(EKB)
    due_at = working_days_deadline(start, 2, zone, calendar).due_at
    return explain(start, due_at, zone, local(now, EKB), calendar)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


SENTENCES = [
    (
        "2026-11-20 16:30",
        "2026-11-23 11:20",
        "до вт, 24 ноября",
        f"Подано в пт, 16:30. Сб и вс не считаем: первый рабочий день — понедельник, срок — конец вторника, {BY}",
    ),
    (
        "2026-11-20 16:30",
        "2026-11-24 09:00",
        "до конца дня",
        f"Подано в пт, 16:30. Сб и вс не считаем: первый рабочий день — понедельник, срок — конец вторника, {BY}",
    ),
    (
        "2026-11-17 09:05",
        "2026-11-23 11:20",
        "был чт, 19 ноября",
        "Подано во вт, 9:05. Первый рабочий день — среда, срок прошёл в конце четверга, 19 ноября, "
        f"{BY} Опаздываем на 2 рабочих дня.",
    ),
    (
        "2026-11-18 09:05",
        "2026-11-21 11:20",
        "был пт, 20 ноября",
        f"Подано в ср, 9:05. Первый рабочий день — четверг, срок прошёл в конце пятницы, 20 ноября, {BY}",
    ),
    (
        "2026-11-23 11:20",
        "2026-11-23 11:20",
        "до ср, 25 ноября",
        f"Подано сегодня, 11:20. Первый рабочий день — вторник, срок — конец среды, {BY}",
    ),
    (
        "2026-11-21 12:00",
        "2026-11-23 09:00",
        "до вт, 24 ноября",
        f"Подано в сб, 12:00. Вс не считаем: первый рабочий день — понедельник, срок — конец вторника, {BY}",
    ),
    (
        "2026-11-22 12:00",
        "2026-11-23 09:00",
        "до вт, 24 ноября",
        f"Подано в вс, 12:00. Первый рабочий день — понедельник, срок — конец вторника, {BY}",
    ),
    (
        "2026-11-02 10:00",
        "2026-11-03 10:00",
        "до чт, 5 ноября",
        "Подано в пн, 10:00. Первый рабочий день — вторник. Ср, 4 ноября (День народного единства) не считаем, "
        f"поэтому срок — конец четверга, {BY}",
    ),
    (
        "2025-06-11 10:00",
        "2025-06-11 10:00",
        "до вт, 17 июня",
        "Подано сегодня, 10:00. Дни с 12 по 15 июня (День России, выходной перенесён с 8 марта) не считаем: "
        f"первый рабочий день — понедельник, срок — конец вторника, {BY}",
    ),
    (
        "2026-12-29 10:00",
        "2026-12-29 11:00",
        "до пн, 11 января 2027 года",
        "Подано сегодня, 10:00. Первый рабочий день — ср, 30 декабря. Дни с 31 декабря по 10 января 2027 года "
        "(выходной перенесён с 4 января, новогодние каникулы, Рождество Христово) не считаем, поэтому срок — конец "
        f"понедельника, 11 января 2027 года, {BY}",
    ),
    (
        "2026-12-29 10:00",
        "2027-01-05 11:00",
        "до пн, 11 января",
        "Подано во вт, 29 декабря 2026 года, 10:00. Первый рабочий день — ср, 30 декабря 2026 года. Дни с 31 декабря "
        "по 10 января (выходной перенесён с 4 января, новогодние каникулы, Рождество Христово) не считаем, "
        f"поэтому срок — конец понедельника, 11 января, {BY}",
    ),
    (
        "2027-02-18 10:00",
        "2027-02-18 11:00",
        "до сб, 20 февраля",
        f"Подано сегодня, 10:00. Первый рабочий день — пятница, срок — конец субботы, {BY} Сб, 20 февраля — рабочая.",
    ),
    (
        "2024-04-26 10:00",
        "2026-04-26 11:00",
        "был чт, 2 мая 2024 года",
        "Подано в пт, 26 апреля 2024 года, 10:00. Первый рабочий день — суббота. Дни с 28 апреля по 1 мая 2024 года "
        "(выходной перенесён с 27 апреля, выходной перенесён с 2 ноября, Праздник Весны и Труда) не считаем, поэтому "
        f"срок прошёл в конце четверга, 2 мая 2024 года, {BY} Сб, 27 апреля 2024 года — рабочая. "
        "Опаздываем больше чем на месяц.",
    ),
]


@pytest.mark.ledger("A18")
@pytest.mark.parametrize(("submitted", "now", "headline", "why"), SENTENCES)
def test_the_deadline_explains_itself(calendar, submitted, now, headline, why):
    explanation = told(calendar, submitted, now)
    assert plain(explanation.headline) == headline
    assert plain(explanation.why) == why


def test_the_strip_of_days(calendar):
    explanation = told(calendar, "2026-11-20 16:30", "2026-11-23 11:20")
    assert [(c.weekday, c.day, c.kind, c.passed, c.label) for c in explanation.cells] == [
        ("пт", "20", "submitted", True, ""),
        ("сб", "21", "off", True, ""),
        ("вс", "22", "off", True, ""),
        ("пн", "23", "work", True, "сегодня"),
        ("вт", "24", "due", False, ""),
    ]
    assert explanation.mini == ("past", "off", "off", "past", "due")
    assert explanation.tone == ""


@pytest.mark.parametrize(
    ("now", "tone"),
    [
        ("2026-11-23 23:59:59", ""),
        ("2026-11-24 00:00", "today"),
        ("2026-11-24 23:59:59", "today"),
        ("2026-11-25", "late"),
    ],
)
def test_the_tone_changes_at_midnight_of_the_centre(calendar, now, tone):
    assert told(calendar, "2026-11-20 16:30", now).tone == tone


def test_an_unknown_year_is_said_loudly(calendar):
    assert "2028 год" in told(calendar, "2028-02-28 10:00", "2028-02-28 11:00").warning
    assert told(calendar, "2026-11-20 16:30", "2026-11-23 11:20").warning == ""


def test_other_numbers_of_days_are_told_too(calendar):
    start, zone = local("2026-11-20 16:30", EKB), ZoneInfo(EKB)
    for days, words in [
        (1, "Сб и вс не считаем, срок — конец понедельника"),
        (
            5,
            "первый рабочий день — пн, 23 ноября, всего 5 рабочих дней. Сб и вс тоже не считаем, поэтому срок — конец пятницы",
        ),
    ]:
        due_at = working_days_deadline(start, days, zone, calendar).due_at
        assert words.split(".")[0] in plain(explain(start, due_at, zone, start, calendar).why)


MET = [
    ("2026-11-20 17:00", "связались в тот же день"),
    ("2026-11-21 12:00", "связались до первого рабочего дня"),
    ("2026-11-23 09:00", "связались за 1 рабочий день"),
    ("2026-11-24 23:59", "связались за 2 рабочих дня"),
    ("2026-11-25 09:00", "связались позже срока на 1 рабочий день"),
    ("2026-12-01 09:00", "связались позже срока на 5 рабочих дней"),
]


@pytest.mark.ledger("A18")
@pytest.mark.parametrize(("met", "headline"), MET)
def test_after_the_contact_the_strip_gives_way_to_the_result(calendar, met, headline):
    start, zone = local("2026-11-20 16:30", EKB), ZoneInfo(EKB)
    due_at = working_days_deadline(start, 2, zone, calendar).due_at
    explanation = explain_met(start, due_at, local(met, EKB), zone, calendar)
    assert plain(explanation.headline) == headline
    assert explanation.tone == "done"


def test_every_russian_zone_has_a_city():
    assert all(zone_city(ZoneInfo(zone)) for zone in RUSSIAN_ZONES)
    assert zone_city(ZoneInfo("Europe/Berlin")) == ""
    assert zone_city(ZoneInfo("Europe/Moscow")) == "Москвы"
    assert {"Asia/Chita", "Europe/Volgograd"} <= available_timezones()
    start, zone = local("2026-11-20 16:30"), ZoneInfo("Europe/Berlin")
    why = plain(explain(start, start + dt.timedelta(days=3), zone, start, WorkCalendar()).why)
    assert why == "Подано сегодня, 14:30. Сб и вс не считаем, срок — конец понедельника, по местному времени."


def test_a_page_of_rows_is_cheap(calendar):
    """50 rows of a page, 20 µs each at most on an ordinary machine; the limit here is wide, machines differ."""
    zone, now = ZoneInfo(EKB), local("2026-11-23 11:20", EKB)
    starts = [local(f"2026-11-{day} 16:30", EKB) for day in range(10, 24)]
    rows = [(start, working_days_deadline(start, 2, zone, calendar).due_at) for start in starts]
    for start, due_at in rows:
        explain(start, due_at, zone, now, calendar)
    begun = time.perf_counter()
    for _ in range(100):
        for start, due_at in rows:
            explain(start, due_at, zone, now, calendar)
    assert (time.perf_counter() - begun) / 100 / len(rows) < 100e-6


@settings(max_examples=400, deadline=None)
@given(start=moments, zone=zones, days=st.integers(1, 12), after=st.timedeltas(dt.timedelta(0), dt.timedelta(days=40)))
def test_any_deadline_has_a_sentence(calendar, start, zone, days, after):
    deadline = working_days_deadline(start, days, zone, calendar)
    explanation = explain(start, deadline.due_at, zone, start + after, calendar)
    assert [cell.kind for cell in explanation.cells].count("due") == 1
    assert explanation.cells[0].date == start.astimezone(zone).date()
    assert explanation.cells[-1].date == deadline.due_on
    counted = [cell for cell in explanation.cells if cell.kind in {"work", "due"}]
    assert len(counted) == days
    assert explanation.why.startswith("Подано ")
    assert explanation.why.endswith(".")
    assert "  " not in explanation.why
    assert (explanation.tone == "late") is (start + after > deadline.due_at)
    explain_met(start, deadline.due_at, start + after, zone, calendar)


@pytest.mark.parametrize("days", [-3, 0, 400, 4000])
def test_a_deadline_moved_by_hand_does_not_break_the_page(calendar, days):
    start, zone = local("2026-11-20 16:30", EKB), ZoneInfo(EKB)
    explanation = explain(start, start + dt.timedelta(days=days), zone, start, calendar)
    assert 1 <= len(explanation.cells) <= 31
    assert explanation.why
