"""Thresholds, months as people write them, links, sums over days."""

import datetime as dt
from uuid import UUID

import pytest

from uchastie.crm.platform import rules
from uchastie.crm.platform.rules import MonthValues, Step, days_of
from uchastie.crm.platform.rules.table import What, read_deed_row, read_month_row, read_rows
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)
UNIT, ONE, TWO = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.ledger("A82")
@pytest.mark.parametrize(
    ("subscribers", "wanted"),
    [(0, 10), (1, 10), (49, 10), (50, 10), (51, 11), (55, 11), (56, 12), (228, 46), (1000, 200)],
)
def test_a_fifth_rounded_up_but_at_least_ten(subscribers, wanted):
    assert rules.require_active(subscribers) == wanted


@pytest.mark.parametrize(
    "text",
    ["2026-10", "10.2026", "01.10.2026", "17.10.2026", "октябрь 2026", "Октября 2026 г.", "окт. 2026", "2026-10-01"],
)
def test_a_month_is_read_as_tables_write_it(text):
    assert rules.parse_month(text, TODAY) == dt.date(2026, 10, 1)


@pytest.mark.parametrize("text", ["май 2026", "мая 2026", "март 2026"])
def test_short_months_are_not_mixed_up(text):
    assert rules.parse_month(text, TODAY).month == (3 if "март" in text else 5)


@pytest.mark.parametrize(
    "text", ["", "2026", "13.2026", "декабрь 2026", "12.2026", "когда-то 2026", "10.1999", "ооо 2026"]
)
def test_what_is_no_month_yet_is_refused(text):
    with pytest.raises(Refusal):
        rules.parse_month(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "kept"), [("vk.com/dobro", "https://vk.com/dobro"), (" https://добро.рф/x ", "https://добро.рф/x")]
)
def test_a_link_without_a_scheme_gets_one(typed, kept):
    assert rules.require_link(typed) == kept


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "просто слова", "https://", "https://user@x", "ftp://x.ru/a", "x" * 400 + ".ru"]
)
def test_what_is_no_link_is_refused(typed):
    with pytest.raises(Refusal):
        rules.require_link(typed)


def test_no_months_to_come_and_the_share_needs_both_numbers():
    assert [one.month for one in rules.months_to_choose(dt.date(2026, 2, 3), 3)] == [2, 1, 12]
    assert MonthValues(users=200, useful=50).share == 0.25
    assert MonthValues(users=0, useful=0).share is None
    assert MonthValues(useful=5).share is None
    with pytest.raises(Refusal):
        rules.require_values(MonthValues(users=5, useful=6))
    with pytest.raises(Refusal):
        rules.require_values(MonthValues())


def test_sums_over_days_tell_the_last_change_before_and_each_change_inside():
    day = [dt.date(2026, 11, number) for number in range(1, 9)]
    steps = [
        Step(UNIT, day[0], ONE, 40),
        Step(UNIT, day[1], ONE, 41),
        Step(UNIT, day[3], TWO, 9),
        Step(UNIT, day[4], ONE, 41),
        Step(UNIT, day[6], ONE, 0),
        Step(UNIT, day[7], ONE, 5),
    ]
    assert days_of(steps, day[2], day[6]) == [(UNIT, day[1], 41), (UNIT, day[3], 50), (UNIT, day[6], 9)]
    assert days_of([Step(UNIT, day[0], ONE, 1), Step(UNIT, day[0], ONE, 0)], day[0], day[7], yes_no=True) == [
        (UNIT, day[0], 0)
    ]


def read(what, head, *lines):
    return read_rows(what, [head, *lines])


def test_numbers_of_a_table_are_whole_and_empty_is_unknown():
    head = ["Центр", "Период", "Часы", "Авторизации", "Пользователи", "С полезными действиями"]
    good, half, much = read(
        What.MONTHS,
        head,
        ["Уралмаш", "октябрь 2026", "1 250,0", "—", "340"],
        ["Уралмаш", "10.2026", "12,5", "-3"],
        ["Уралмаш", "10.2026", "", "", "5", "6"],
    )
    assert read_month_row(good, TODAY) == (dt.date(2026, 10, 1), MonthValues(users=340, hours=1250))
    assert read_month_row(half, TODAY) is None
    assert len(half.problems) == 2
    assert read_month_row(much, TODAY) is None
    assert "Полезное" in much.problems[0]


def test_deeds_are_known_by_their_names_and_people_by_id_or_telephone():
    head = ["ID", "Действие", "Дата"]
    rows = read(
        What.USEFUL,
        head,
        ["96002534", "Донорство", "14.10.2026"],
        ["+7 912 345-67-89", "обучение", "2026-10-14"],
        ["9123456789", "Участие в конкурсе", "14.10.2026"],
        ["никто", "гулял", "завтра"],
    )
    found = [read_deed_row(row, TODAY, dt.timedelta(days=400)) for row in rows]
    assert [one.person if one else None for one in found] == [
        ("96002534",),
        ("+79123456789",),
        ("9123456789", "+79123456789"),
        None,
    ]
    assert [str(one.kind) for one in found if one] == ["blood", "study", "contest"]
    assert len(rows[3].problems) == 3


@pytest.mark.ledger("A101", "A104")
def test_there_are_nine_products_and_nine_useful_actions():
    assert len(rules.TOPIC_NAMES) == len(rules.ACTION_NAMES) == 9
    assert set(rules.TOPIC_NAMES) == set(rules.Topic)
    assert set(rules.ACTION_NAMES) == set(rules.Action)
