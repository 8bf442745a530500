"""The table of days against a naive recount, marks that cannot be lost, norms in versions, frozen periods, the proof."""

import datetime as dt
from collections import Counter, defaultdict

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight import actions, queries
from uchastie.crm.insight.actions import NormChange
from uchastie.crm.insight.models import DayMeasure, Mark, Result
from uchastie.crm.insight.rules import Met, Span, period_at, period_of_code
from uchastie.crm.journal.queries import list_entries
from uchastie.kernel import bus, measures
from uchastie.kernel.errors import Denied, Refusal
from uchastie.kernel.measures import DaysChanged, Evidence, Kind, Measure

NOW = "2026-11-23 11:20+05:00"
TODAY = dt.date(2026, 11, 23)
FEDERAL, HEAD = Role.FEDERAL_MANAGER, Role.CENTRE_HEAD


class Ledger:
    """Facts kept by another capability: posts are made and taken back, subscribers are written down."""

    def __init__(self) -> None:
        self.posts: list[tuple] = []
        self.states: dict[str, dict] = defaultdict(dict)

    def days(self, units, first, last):
        found = Counter((unit, day) for unit, day in self.posts if unit in units and first <= day <= last)
        return [(unit, day, count) for (unit, day), count in found.items()]

    def state(self, code):
        def days(units, first, last):
            rows = sorted((unit, day, value) for (unit, day), value in self.states[code].items() if unit in units)
            inside = [row for row in rows if first <= row[1] <= last]
            before = {row[0]: row for row in rows if row[1] < first}
            return [*before.values(), *inside]

        return days

    def rows(self, actor, unit, first, last, limit):
        return [Evidence(day, "Запись") for one, day in self.posts if one == unit and first <= day <= last][:limit]


@pytest.fixture
def ledger(monkeypatch):
    kept = Ledger()
    own = {
        "outreach.posts": Measure("outreach.posts", "Записи", Kind.FLOW, kept.days, kept.rows),
        **{
            code: Measure(code, code, Kind.STATE, kept.state(code), kept.rows)
            for code in ("platform.active", "platform.subscribers")
        },
    }
    monkeypatch.setattr(measures, "_measures", own)
    return kept


def count() -> None:
    while actions.count_marked():
        pass


def change(unit, *days) -> None:
    bus.announce(DaysChanged(unit.pk, days))


def line(actor, unit, code, period):
    return next(one for one in queries.get_standing(actor, unit, period).lines if one.code == code)


DAYS = st.dates(dt.date(2025, 12, 20), TODAY)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(DAYS, max_size=30),
    gone=st.lists(st.integers(0, 29), max_size=10),
    states=st.lists(st.tuples(DAYS, st.integers(0, 500)), max_size=8),
)
def test_indicators_equal_a_naive_recount(world, actor_of, ledger, made, gone, states):
    """Whatever was made, taken back and written down, in any order."""
    with time_machine.travel(NOW, tick=False):
        unit = world.uralmash
        ledger.posts, ledger.states = [], defaultdict(dict)
        DayMeasure.objects.all().delete()
        change(unit, dt.date(2025, 12, 1))
        for day in made:
            ledger.posts.append((unit.pk, day))
            change(unit, day)
        for place in sorted(set(gone), reverse=True):
            if place < len(ledger.posts):
                change(unit, ledger.posts.pop(place)[1])
        for day, value in states:
            ledger.states["platform.active"][unit.pk, day] = value
            change(unit, day)
        count()
        actor = actor_of(HEAD)
        for month in (dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 11, 1)):
            period = period_at(Span.MONTH, month)
            naive = sum(period.holds(day) for _, day in ledger.posts)
            assert line(actor, unit, "posts-month", period).fact == naive
        week = period_at(Span.WEEK, TODAY)
        assert line(actor, unit, "posts-week", week).fact == sum(week.holds(day) for _, day in ledger.posts)
        known = [value for (_, day), value in sorted(ledger.states["platform.active"].items())]
        active = line(actor, unit, "active", period_at(Span.MONTH, TODAY))
        assert (active.fact, active.met is Met.NO_DATA) == (known[-1] if known else 0, not known)
        assert actions.prove(whole=True).differences == 0


@time_machine.travel(NOW, tick=False)
def test_a_mark_made_while_its_day_is_counted_is_not_lost(world, actor_of, ledger):
    unit = world.uralmash
    ledger.posts.append((unit.pk, TODAY))
    change(unit, TODAY)
    change(unit, TODAY)
    assert Mark.objects.filter(unit=unit, day=TODAY).count() == 2
    assert actions.count_marked(portion=1) == 1
    ledger.posts.append((unit.pk, TODAY))
    count()
    assert line(actor_of(HEAD), unit, "posts-month", period_at(Span.MONTH, TODAY)).fact == 2


NEW = {"floor": 0, "mandatory": True, "active": True, "reason": "Проверка"}


@time_machine.travel(NOW, tick=False)
@pytest.mark.ledger("A93")
def test_a_norm_changed_in_the_middle_of_a_month_holds_from_the_next_one(world, actor_of, ledger):
    unit, actor = world.uralmash, actor_of(FEDERAL)
    ledger.posts += [(unit.pk, TODAY)] * 4
    made = actions.change_norm(
        actor=actor, code="posts-month", change=NormChange(plan=5, valid_from=dt.date(2026, 11, 25), **NEW)
    )
    assert list_entries(made.pk)[0].details["plan"] == 5
    change(unit, TODAY)
    count()
    assert line(actor, unit, "posts-month", period_at(Span.MONTH, TODAY)).met is Met.YES
    with time_machine.travel("2026-12-02 11:20+05:00", tick=False):
        ledger.posts += [(unit.pk, dt.date(2026, 12, 1))] * 4
        change(unit, dt.date(2026, 12, 1))
        count()
        found = line(actor, unit, "posts-month", period_at(Span.MONTH, dt.date(2026, 12, 1)))
        assert (found.plan, found.mandatory, found.met is Met.YES) == (5, True, False)


@time_machine.travel(NOW, tick=False)
def test_only_the_federal_team_changes_norms_and_only_forward(world, actor_of):
    tomorrow = NormChange(plan=4, valid_from=dt.date(2026, 11, 24), **NEW)
    with pytest.raises(Denied):
        actions.change_norm(actor=actor_of(HEAD), code="posts-month", change=tomorrow)
    for bad in ({"plan": 0}, {"valid_from": TODAY}, {"reason": " "}):
        wrong = NormChange(**{"plan": 4, "valid_from": dt.date(2026, 11, 24), **NEW, **bad})
        with pytest.raises(Refusal):
            actions.change_norm(actor=actor_of(FEDERAL), code="posts-month", change=wrong)
    too_much = NormChange(plan=101, valid_from=dt.date(2026, 11, 24), **NEW)
    with pytest.raises(Refusal):
        actions.change_norm(actor=actor_of(FEDERAL), code="positive", change=too_much)


@time_machine.travel(NOW, tick=False)
def test_the_preview_names_who_would_fall_below(world, ledger):
    for unit, posts in ((world.uralmash, 4), (world.vtoroy, 6), (world.novosibirsk, 1)):
        ledger.posts += [(unit.pk, dt.date(2026, 10, 15))] * posts
        change(unit, dt.date(2026, 10, 15))
    count()
    seen = queries.preview_norm("posts-month", plan=5, floor=0)
    assert (seen.centres, seen.kept, seen.falls, seen.rises) == (3, 2, 1, 0)
    assert [one.unit.pk for one in seen.fallen] == [world.uralmash.pk]
    assert queries.preview_norm("posts-month", plan=1, floor=0).rises == 1


def test_a_closed_month_stays_until_it_is_corrected(world, actor_of, ledger):
    unit, october = world.uralmash, dt.date(2026, 10, 15)
    with time_machine.travel(NOW, tick=False):
        ledger.posts += [(unit.pk, october)] * 2
        change(unit, october)
        count()
        assert actions.freeze_ended() > 0
        ledger.posts.append((unit.pk, october))
        change(unit, october)
        count()
        period = period_of_code("2026-10", TODAY)
        head = actor_of(HEAD)
        kept = line(head, unit, "posts-month", period)
        assert (kept.fact, kept.frozen, kept.met) == (2, True, Met.NO)
        with pytest.raises(Denied):
            fix(actor_of(Role.CENTRE_EMPLOYEE), unit, "Нашли запись")
        with pytest.raises(Refusal):
            fix(head, unit, "  ")
        fix(head, unit, "Нашли запись")
        found = line(head, unit, "posts-month", period)
        assert (found.fact, found.met, found.corrections) == (3, Met.YES, 1)
        history = queries.get_evidence(head, unit, "posts-month", "2026-10")[1].history
        assert [(one.fact, one.reason) for one in history] == [(2, "Нашли запись")]
        with pytest.raises(Refusal):
            fix(head, unit, "Ещё раз")


def fix(actor, unit, reason):
    actions.correct_result(actor=actor, unit_id=unit.pk, code="posts-month", slot_code="2026-10", reason=reason)


@time_machine.travel(NOW, tick=False)
def test_the_open_month_is_not_frozen(world, ledger):
    change(world.uralmash, TODAY)
    count()
    actions.freeze_ended()
    assert not Result.objects.filter(first=dt.date(2026, 11, 1), frozen_at__isnull=False).exists()


@time_machine.travel(NOW, tick=False)
def test_the_proof_finds_what_was_spoilt_and_has_it_counted_anew(world, ledger):
    unit, day = world.uralmash, dt.date(2026, 11, 20)
    ledger.posts.append((unit.pk, day))
    change(unit, day)
    count()
    assert actions.prove(whole=True).differences == 0
    DayMeasure.objects.update(value=7)
    proof = actions.prove(whole=True)
    assert (proof.differences, proof.found[0][1:]) == (1, ["outreach.posts", "2026-11-20", 7, 1])
    count()
    assert actions.prove(whole=True).differences == 0
