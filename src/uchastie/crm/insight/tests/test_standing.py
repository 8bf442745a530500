"""Where a centre stands: from records to lines, for any period."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Delivery
from uchastie.crm.desk.rules import Format, Status
from uchastie.crm.insight import actions, queries
from uchastie.crm.insight.models import Counting, DayMeasure, Result
from uchastie.crm.insight.rules import Met, Span, period_at, period_of_code
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen

NOW = "2026-11-23 11:20+05:00"
HEAD = Role.CENTRE_HEAD


@pytest.fixture
def november():
    return period_of_code("2026-11", dt.date(2026, 11, 23))


@pytest.fixture
def served(make_request, world):
    def make(count, day, unit=None, **fields):
        for place in range(count):
            at = dt.datetime.combine(day, dt.time(10), world.uralmash.zone)
            request = make_request(
                unit or world.uralmash,
                status=Status.DELIVERED,
                submitted_at=at,
                phone=f"+7912{day:%m%d}{place:03d}",
                **fields,
            )
            request.delivered_at = at
            Delivery.objects.create(request=request, regulation=request.regulation, at=at, format=Format.IN_PERSON)

    return make


def line(standing, code):
    return next(one for one in standing.lines if one.code == code)


@time_machine.travel(NOW, tick=False)
@pytest.mark.ledger("A76", "A99")
def test_the_consultations_of_the_month_stand_with_their_forecast(world, served, actor_of, november):
    served(11, dt.date(2026, 11, 20))
    actions.catch_up(world.uralmash)
    found = line(queries.get_standing(actor_of(HEAD), world.uralmash, november), "consultations")
    assert (found.fact, found.plan, found.met, found.mandatory) == (11, 15, Met.ON_THE_WAY, True)
    assert found.state == "идёт по плану"
    assert found.words.replace("\xa0", " ") == (
        "осталось: 4 консультации, впереди 5 рабочих дней; при нынешнем темпе — 14–15"
    )
    assert found.share == pytest.approx(11 / 15)


@time_machine.travel(NOW, tick=False)
def test_a_year_counts_its_months(world, served, actor_of):
    served(15, dt.date(2026, 9, 3))
    served(3, dt.date(2026, 10, 3))
    actions.catch_up(world.uralmash)
    year = period_at(Span.YEAR, dt.date(2026, 11, 23))
    found = line(queries.get_standing(actor_of(HEAD), world.uralmash, year), "consultations")
    assert [(part.period.first.month, part.met) for part in found.parts] == [
        (9, Met.YES),
        (10, Met.NO),
        (11, Met.AT_RISK),
    ]
    assert "раньше выполнено 1 из 2" in found.words.replace("\xa0", " ")


@pytest.mark.ledger("A68")
@time_machine.travel(NOW, tick=False)
def test_no_marks_are_no_data_and_never_met(world, actor_of, november):
    actions.catch_up(world.uralmash)
    found = line(queries.get_standing(actor_of(HEAD), world.uralmash, november), "positive")
    assert (found.met, found.state, found.share, found.fact_text) == (Met.NO_DATA, "нет данных", None, "нет данных")


@time_machine.travel(NOW, tick=False)
def test_a_period_that_is_over_says_how_many_of_its_months_were_met(world, served, actor_of):
    for month in (1, 2, 3):
        served(15, dt.date(2026, month, 20))
    with time_machine.travel("2026-11-23 11:30+05:00", tick=False):
        actions.catch_up(world.uralmash)
        quarter = period_of_code("2026-Q1", dt.date(2026, 11, 23))
        found = line(queries.get_standing(actor_of(HEAD), world.uralmash, quarter), "consultations")
    assert (found.fact, found.plan, found.met, found.fact_text) == (3, 3, Met.YES, "3 из 3")


@time_machine.travel(NOW, tick=False)
def test_standings_of_many_cost_the_same(world, served, actor_of, november, django_assert_num_queries):
    for unit in (world.uralmash, world.vtoroy):
        served(2, dt.date(2026, 11, 20), unit)
        actions.catch_up(unit)
    actor = actor_of(Role.REGION_COORDINATOR)
    for units in ([world.uralmash], [world.uralmash, world.vtoroy]):
        with django_assert_num_queries(3):
            found = queries.list_standings(actor, units, november)
        assert {unit.pk for unit in units} == set(found)


def test_another_centre_is_not_counted_for_a_stranger(world, actor_of, november):
    with pytest.raises(NotSeen):
        queries.get_standing(actor_of("stranger"), world.uralmash, november)


@time_machine.travel(NOW, tick=False)
def test_a_look_counts_what_has_changed_and_costs_little_when_nothing_has(world, served, django_assert_num_queries):
    served(1, dt.date(2026, 11, 20))
    assert actions.catch_up(world.uralmash)
    with django_assert_num_queries(3):
        assert not actions.catch_up(world.uralmash)


def test_a_centre_in_another_zone_is_counted_anew(world, served):
    with time_machine.travel("2026-11-23 11:20+05:00", tick=False):
        at = dt.datetime(2026, 11, 20, 20, 30, tzinfo=dt.UTC)  # the 21st in Yekaterinburg, the 20th in Moscow
        served(1, dt.date(2026, 11, 20))
        Delivery.objects.update(at=at)
        actions.catch_up(world.uralmash)
        days = DayMeasure.objects.filter(unit=world.uralmash, code="desk.consultations")
        assert [row.day for row in days] == [dt.date(2026, 11, 21)]
        world.uralmash.apply(tz="Europe/Moscow")
        actions.mark_night()
        while actions.count_marked():
            pass
        assert [row.day for row in days.all()] == [dt.date(2026, 11, 20)]
        assert Counting.objects.get(unit=world.uralmash).tz == "Europe/Moscow"


@time_machine.travel(NOW, tick=False)
def test_only_centres_have_results(world, served):
    served(1, dt.date(2026, 11, 20))
    actions.mark_night()
    while actions.count_marked():
        pass
    kinds = set(Result.objects.values_list("unit__kind", flat=True))
    assert kinds == {UnitKind.CENTRE}
    assert clock.today(world.uralmash.zone) == dt.date(2026, 11, 23)
