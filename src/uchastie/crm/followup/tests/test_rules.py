"""The script and the comparison by key, marks of help, alarms."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.followup.rules import alarms, help, script
from uchastie.kernel.errors import Refusal

QUESTIONS = script.script((("food", "продукты"), ("repair", "ремонт"), ("children", "дети")))
TODAY = dt.date(2026, 11, 23)


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, str | list[str]]:
    given_: dict[str, str | list[str]] = {}
    for question in QUESTIONS:
        options = [key for key, _ in question.options if key != script.NOTHING]
        if question.many:
            given_[question.key] = draw(st.lists(st.sampled_from(options), unique=True))
        elif draw(st.booleans()):
            given_[question.key] = draw(st.sampled_from(options))
    return given_


@given(answers())
def test_the_same_answers_agree(one: dict[str, str | list[str]]) -> None:
    assert script.compare(QUESTIONS, one, one) == ()


@given(answers(), answers())
def test_it_does_not_matter_who_was_called_first(
    one: dict[str, str | list[str]], other: dict[str, str | list[str]]
) -> None:
    there, back = script.compare(QUESTIONS, one, other), script.compare(QUESTIONS, other, one)

    assert [(d.key, d.only_family, d.only_guardian) for d in there] == [
        (d.key, d.only_guardian, d.only_family) for d in back
    ]


@pytest.mark.ledger("B46")
def test_what_only_one_side_named_is_a_difference() -> None:
    found = script.compare(QUESTIONS, {"done": ["food"]}, {"done": ["repair", "food"]})

    assert found == (script.Difference("done", (), ("repair",)),)


@pytest.mark.parametrize(
    ("family", "guardian"),
    [
        ({"changed": "yes"}, {"changed": "unknown"}),
        ({"changed": "yes"}, {}),
        ({"go_on": "yes"}, {"go_on": "no"}),  # a wish is of one side
        ({"done": ["food", "repair"]}, {"done": ["repair", "food"]}),
    ],
)
def test_no_difference(family: dict[str, str | list[str]], guardian: dict[str, str | list[str]]) -> None:
    assert script.compare(QUESTIONS, family, guardian) == ()


def test_only_known_keys_are_kept() -> None:
    kept = script.require_answers(QUESTIONS, {"frequency": "weekly", "time": "никогда", "phone": "+79120000000"})

    assert kept == {"frequency": "weekly"}


@pytest.mark.parametrize("given_", [{}, {"time": "sometimes"}, {"done": ["nothing", "food"]}])
def test_an_empty_talk_is_no_talk(given_: dict[str, str | list[str]]) -> None:
    with pytest.raises(Refusal):
        script.require_answers(QUESTIONS, given_)


# ------------------------------------------------------------------------------------------------ help


@pytest.mark.parametrize(
    ("on", "ended", "code"),
    [
        (TODAY + dt.timedelta(days=1), None, "future"),
        (days_ago(31), None, "before_start"),
        (days_ago(1), days_ago(5), "after_end"),
    ],
)
def test_the_day_of_help(on: dt.date, ended: dt.date | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        help.require_day(on, days_ago(30), ended, TODAY)
    assert refused.value.code == code


def test_help_that_has_not_begun_is_not_logged() -> None:
    with pytest.raises(Refusal):
        help.require_day(TODAY, None, None, TODAY)


@pytest.mark.ledger("B20")
def test_help_stays_within_what_the_guardian_can() -> None:
    help.require_category("food", {"food", "children"})
    with pytest.raises(Refusal):
        help.require_category("repair", {"food", "children"})


@pytest.mark.parametrize(("text", "hours"), [("", None), ("  ", None), ("ж" * 201, None), ("", Decimal(25))])
def test_the_amount(text: str, hours: Decimal | None) -> None:
    with pytest.raises(Refusal):
        help.require_amount(text, hours)


# ------------------------------------------------------------------------------------------------ alarms


def promised(**values: object) -> alarms.Promised:
    given_ = {"name": "школа", "periodicity": "weekly", "promised_on": days_ago(60), "helped_on": days_ago(2)} | values
    return alarms.Promised(**given_)  # type: ignore[arg-type]


def kinds(pair: alarms.Watched) -> list[str]:
    return [alarm.kind.value for alarm in alarms.alarms_of(pair, TODAY)]


@pytest.mark.parametrize(
    ("periodicity", "days", "expected"),
    [
        ("weekly", 14, []),
        ("weekly", 15, ["no_help"]),
        ("biweekly", 28, []),
        ("biweekly", 29, ["no_help"]),
        ("monthly", 45, []),
        ("monthly", 46, ["no_help"]),
        ("once", 60, []),
        ("on_request", 61, ["no_help"]),
    ],
)
def test_silence_is_measured_by_how_often_help_was_asked(periodicity: str, days: int, expected: list[str]) -> None:
    need = promised(periodicity=periodicity, helped_on=days_ago(days))

    assert kinds(alarms.Watched(days_ago(90), (need,), helped_on=days_ago(days))) == expected


def test_a_pair_without_any_help_is_silent_once() -> None:
    """Not once for the pair and once more for every need."""
    assert kinds(alarms.Watched(days_ago(31), (promised(helped_on=None),))) == ["no_help"]


def test_a_need_nobody_began_with() -> None:
    pair = alarms.Watched(days_ago(60), (promised(), promised(name="ремонт", helped_on=None)), days_ago(2))

    assert [alarm.words for alarm in alarms.alarms_of(pair, TODAY)] == ["Обещали, но не начали: ремонт"]


def test_all_the_other_alarms() -> None:
    pair = alarms.Watched(days_ago(3), differs=True, disputed=2, stopping=("Опекун",))

    assert kinds(pair) == ["disagree", "disputed", "stopping"]


def test_nothing_to_say_of_a_good_pair() -> None:
    assert alarms.alarms_of(alarms.Watched(days_ago(60), (promised(),), days_ago(2)), TODAY) == ()


@pytest.mark.parametrize(("days", "gap"), [(0, 0), (35, 0), (36, 36), (90, 90)])
def test_a_gap_of_contact(days: int, gap: int) -> None:
    assert alarms.gap_days(days_ago(days), days_ago(100), TODAY) == gap
    assert alarms.gap_days(None, days_ago(days), TODAY) == gap
