"""The arithmetic of the day: which records a snapshot holds, and that days add up."""

import datetime as dt
import itertools
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uchastie.crm.oversight import rules
from uchastie.crm.oversight.rules import Control, Fact, Figures, Line, Records, Span, Tone
from uchastie.kernel.errors import Refusal

# One zone for each of the eleven offsets of the country.
ZONES = [
    ZoneInfo(f"{part}")
    for part in (
        "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk",
        "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
    )
]  # fmt: skip
DAY = dt.date(2026, 11, 22)
URAL = ZoneInfo("Asia/Yekaterinburg")
SIX = rules.moment_of(DAY, URAL)
HOUR = dt.timedelta(hours=1)


@pytest.mark.ledger("B48")
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_day_ends_at_six_in_the_zone_of_the_headquarters(zone):
    moment = rules.moment_of(DAY, zone)
    assert moment.astimezone(zone).strftime("%d %H:%M") == "22 18:00"
    assert rules.last_day(moment, zone) == DAY
    assert rules.last_day(moment - dt.timedelta(seconds=1), zone) == DAY - dt.timedelta(days=1)


def test_a_day_that_is_not_over_has_no_report():
    rules.require_over(DAY, SIX, URAL)
    with pytest.raises(Refusal) as refused:
        rules.require_over(DAY, SIX - HOUR, URAL)
    assert refused.value.code == "day_not_over"


@pytest.mark.parametrize(
    ("noted", "hour"),
    [
        (dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC), 10),  # the same day: the very moment
        (dt.datetime(2026, 11, 22, 16, tzinfo=dt.UTC), 21),  # after six: it belongs to the next snapshot
        (dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC), 12),  # entered a day later: to the day it happened on
        (dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC), 12),  # said beforehand
    ],
)
def test_a_record_belongs_to_the_day_it_speaks_of(noted, hour):
    found = rules.effective(DAY, noted, URAL).astimezone(URAL)
    assert (found.date(), found.hour) == (DAY, hour)


def test_stocks_at_six_and_flows_of_the_day_before():
    old, fresh, gone, asking = (uuid4() for _ in range(4))
    records = Records(
        help={
            old: (Span(SIX - 50 * HOUR),),
            fresh: (Span(SIX - 2 * HOUR),),
            gone: (Span(SIX - 50 * HOUR, SIX - HOUR),),
        },
        asked={asking: (Span(SIX - 9 * HOUR),), fresh: (Span(SIX - 99 * HOUR),)},
        late=(Span(SIX - HOUR), Span(SIX - 9 * HOUR, SIX - 2 * HOUR)),
        missed=(Span(SIX - HOUR),),
        facts=(
            Fact(old, "home", SIX - HOUR),
            Fact(old, "home", SIX - 3 * HOUR),
            Fact(gone, "home", SIX - 30 * HOUR),
            Fact(fresh, "legal", SIX + HOUR),  # tomorrow's
        ),
    )
    assert rules.count(records, SIX, [("home", "Бытовая"), ("legal", "Юридическая")]) == Figures(
        helped=2,
        waiting=1,
        begun=1,
        ended=1,
        overdue=1,
        missed=1,
        facts=2,
        aided=1,
        categories=(Line("home", "Бытовая", 1, 2),),
    )


def test_a_family_helped_by_two_is_one_family_and_ends_with_the_last_of_them():
    shared = uuid4()
    spans = (Span(SIX - 99 * HOUR, SIX - HOUR), Span(SIX - 40 * HOUR))
    found = rules.count(Records(help={shared: spans}, asked={}), SIX, [])
    assert (found.helped, found.begun, found.ended) == (1, 0, 0)


hours = st.integers(-200, 200).map(lambda number: SIX + number * HOUR)
spans = st.tuples(hours, st.none() | st.integers(0, 90)).map(
    lambda pair: Span(pair[0], None if pair[1] is None else pair[0] + pair[1] * HOUR)
)


@pytest.mark.ledger("B15")
@given(helped=st.lists(st.lists(spans, min_size=1, max_size=3), max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_days_add_up(helped):
    records = Records(help={uuid4(): tuple(one) for one in helped}, asked={})
    days = [rules.count(records, SIX + dt.timedelta(days=shift), []) for shift in range(-3, 4)]
    for before, after in itertools.pairwise(days):
        assert after.helped == before.helped + after.begun - after.ended


def test_what_a_correction_changed_is_said():
    old = Figures(helped=63, waiting=7, categories=(Line("home", "Бытовая", 1, 5),))
    new = Figures(helped=64, waiting=6, categories=(Line("home", "Бытовая", 0, 6),))
    assert rules.changes(old, new) == (("семьи под опекой", 63, 64), ("требуется опека", 7, 6), ("Бытовая", 5, 6))
    assert rules.changes(old, old) == ()


@given(st.builds(Figures, helped=st.integers(0, 9), categories=st.just((Line("home", "Бытовая", 1, 5),))))
def test_figures_come_back_from_the_database_as_they_went(figures):
    assert Figures.from_json(figures.as_json()) == figures


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (1, "меньше 5"), (4, "меньше 5"), (5, "5"), (64, "64")])
def test_few_families_are_not_counted_in_public(number, shown):
    assert rules.veiled(number) == shown


@pytest.mark.ledger("B9")
@pytest.mark.parametrize(
    ("control", "tone", "words"),
    [
        (Control(), Tone.OK, "всё в срок"),
        (Control(overdue=2, missed=1), Tone.BAD, "просрочено соединений: 2, просрочено созвонов: 1"),
        (Control(missed=1), Tone.WARN, "просрочено созвонов: 1"),
        (Control(report=False), Tone.WARN, "нет снимка"),
        (Control(report=False, coordinated=False), Tone.EMPTY, "нет координатора"),
        (Control(coordinated=False, families=3), Tone.EMPTY, "нет координатора, а семьи есть"),
        (Control(overdue=1, coordinated=False), Tone.BAD, "просрочено соединений: 1, нет координатора"),
    ],
)
def test_how_a_region_looks(control, tone, words):
    assert (control.tone, control.words) == (tone, words)


def test_whom_to_call_first():
    late, silent, quiet = Control(overdue=1), Control(missed=3), Control()
    alone = Control(coordinated=False, families=1)
    assert sorted([quiet, silent, late, alone], key=lambda one: one.weight, reverse=True) == [
        alone,
        late,
        silent,
        quiet,
    ]
