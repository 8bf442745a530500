"""Rules of events without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from uchastie.crm.events import rules
from uchastie.crm.events.rules import EventValues, Move, Reach, State
from uchastie.crm.events.rules.table import read_guest, read_rows
from uchastie.kernel.errors import Refusal

NOON = dt.datetime(2026, 11, 28, 7, tzinfo=dt.UTC)
URAL = ZoneInfo("Asia/Yekaterinburg")


def values(**changes):
    told = {"title": "Первая помощь", "starts_at": NOON, "ends_at": NOON + dt.timedelta(hours=2)} | changes
    return EventValues(**told)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": "Я"}),
        ("ends", {"ends_at": NOON}),
        ("ends", {"ends_at": NOON + dt.timedelta(days=40)}),
        ("places", {"places": 0}),
        ("places", {"places": 20_001}),
        ("min_age", {"min_age": 120}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field, changes):
    with pytest.raises(Refusal) as refused:
        rules.require_event(values(**changes))
    assert refused.value.field == field


def test_every_move_from_every_state():
    allowed = {(state, move) for state in State for move in Move if rules.LIFECYCLE.allows(state, move)}
    assert allowed == {
        (State.DRAFT, Move.PUBLISH),
        (State.PUBLISHED, Move.HOLD),
        (State.DRAFT, Move.CANCEL),
        (State.PUBLISHED, Move.CANCEL),
        (State.HELD, Move.STRIKE),
    }


@pytest.mark.parametrize(
    ("state", "hours", "opened"),
    [
        (State.PUBLISHED, 1, True),
        (State.PUBLISHED, 0, False),
        (State.DRAFT, 1, False),
        (State.HELD, -3, False),
        (State.CANCELLED, 1, False),
    ],
)
def test_one_registers_until_the_beginning(state, hours, opened):
    begins = NOON + dt.timedelta(hours=hours)
    if opened:
        rules.require_open(state, begins, NOON)
    else:
        with pytest.raises(Refusal):
            rules.require_open(state, begins, NOON)


@pytest.mark.parametrize(
    ("hours", "opened"), [(13, False), (11, True), (-1, True), (-24 * 59, True), (-24 * 62, False)]
)
def test_the_door_is_open_from_the_morning_until_lists_are_written_down(hours, opened):
    begins = NOON + dt.timedelta(hours=hours)
    try:
        rules.require_door(State.PUBLISHED, begins, begins + dt.timedelta(hours=2), NOON)
    except Refusal:
        assert not opened
    else:
        assert opened


def test_the_reminder_is_due_at_six_of_the_evening_before_by_the_clock_of_the_centre():
    assert rules.reminder_due(NOON, URAL) == dt.datetime(2026, 11, 27, 18, tzinfo=URAL)
    night = dt.datetime(2026, 11, 27, 20, tzinfo=dt.UTC)  # 1:00 of the 28th there
    assert rules.reminder_due(night, URAL) == dt.datetime(2026, 11, 27, 18, tzinfo=URAL)


@pytest.mark.parametrize(
    ("places", "taken", "words"),
    [
        (24, 18, "Записались 18, осталось 6\u00a0мест"),
        (24, 24, "Записались 24, мест нет: можно встать в очередь"),
        (2, 0, "Пока никто не записался, есть 2\u00a0места"),
        (None, 3, "Записались 3, мест хватит всем"),
    ],
)
def test_places_in_words(places, taken, words):
    assert rules.told_seats(places, taken) == words


def test_reach_never_shows_more_than_everybody():
    assert Reach(registered=4, waiting=0, came=9, unnamed=3, expected=5).share == 100
    assert Reach(0, 0, 5, 5).share == 0


def test_codes_are_long_enough_not_to_be_guessed():
    codes = {rules.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 for code in codes)


def test_a_table_with_a_title_above_and_other_names_of_columns():
    table = [["Список участников"], ["№", "ФИО", "Мобильный"], ["1", " Рябова  Нина ", "8 912 555 01 01"], ["", "", ""]]
    [row] = read_rows(table)
    guest = read_guest(row)
    assert (guest.name, guest.phone, guest.people) == ("Рябова Нина", "+79125550101", 1)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["", "+79125550101"], "Имя"),
        (["Нина", "12"], "Телефон"),
        (["Нина", ""], "ни телефона, ни почты"),
        (["Нина", "+79125550101", "", "40"], "Сколько человек"),
        (["Нина", "", "не почта"], "Почта"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(cells, words):
    [row] = read_rows([["Имя", "Телефон", "Почта", "Сколько человек"], cells])
    assert read_guest(row) is None
    assert words in "; ".join(row.problems)


@pytest.mark.parametrize("table", [[["Имя"], ["Нина"]], [["Имя", "Телефон"]], []])
def test_a_table_without_columns_or_rows_is_refused(table):
    with pytest.raises(Refusal):
        read_rows(table)
