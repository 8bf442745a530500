"""What outreach gives to the figures: days and records agree, one statement for many centres, changes are announced."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world_events import make_event
from tests.world_outreach import make_campaign, make_fact, make_partner, make_site_check

from uchastie.crm.accounts.rules import Role
from uchastie.crm.outreach import actions
from uchastie.crm.outreach.models import JointEvent
from uchastie.crm.outreach.queries.figures import figures
from uchastie.crm.outreach.rules import FactInput, Kind, PartnerValues
from uchastie.crm.outreach.rules.site import HOLDS, ITEMS
from uchastie.kernel import bus, clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import DaysChanged

MEASURES = {measure.code: measure for measure in figures()}
FLOWS = {"posts": "post", "reposts": "repost", "materials": "material", "updates": "update", "media": "media"}


@pytest.fixture
def today(world):
    return clock.today(world.uralmash.zone)


@pytest.fixture
def month(today):
    return today - dt.timedelta(days=30), today


def days_of(code, units, period):
    found = {}
    for unit_id, day, amount in MEASURES[code].days([unit.pk for unit in units], *period):
        found[unit_id, day] = amount
    return found


@pytest.mark.ledger("A93", "A95", "A96", "A92", "A103", "A56")
@pytest.mark.parametrize(("name", "kind"), FLOWS.items())
def test_facts_are_counted_by_kind_and_day(world, actor_of, today, month, name, kind):
    code = f"outreach.{name}"
    for ago in (0, 0, 5, 31):
        make_fact(world.uralmash, kind=kind, ago=ago)
    make_fact(world.uralmash, kind=kind, taken_back_at=clock.now())
    make_fact(world.uralmash, kind="post" if kind != "post" else "media")
    make_fact(world.vtoroy, kind=kind)
    found = days_of(code, [world.uralmash, world.vtoroy, world.novosibirsk], month)
    five = today - dt.timedelta(days=5)
    assert found == {(world.uralmash.pk, today): 2, (world.uralmash.pk, five): 1, (world.vtoroy.pk, today): 1}
    rows = MEASURES[code].rows(actor_of(Role.CENTRE_HEAD), world.uralmash.pk, *month, 50)
    assert [row.day for row in rows] == [today, today, five]
    assert rows[0].proof == "https://vk.com/wall-1_2284"


@pytest.mark.ledger("A94")
def test_campaigns_are_counted_by_the_day_they_begin(world, today, month):
    make_campaign(world.uralmash, starts_in=-2)
    make_campaign(world.uralmash, starts_in=5)
    make_campaign(world.uralmash, starts_in=-2, taken_back_at=clock.now(), taken_back_reason="Ошибка")
    assert days_of("outreach.campaigns", [world.uralmash], month) == {
        (world.uralmash.pk, today - dt.timedelta(days=2)): 1
    }


@pytest.mark.ledger("A88")
def test_an_event_with_two_partners_is_one_and_counts_when_it_is_over(world, actor_of, month):
    event = make_event(world.uralmash, state="held")
    coming = make_event(world.uralmash)
    for name in ("Библиотека", "Школа"):
        partner = make_partner(world.uralmash, name=name)
        for one in (event, coming):
            JointEvent.objects.create(partner=partner, event=one, made_at=clock.now())
    assert days_of("outreach.joint", [world.uralmash], month) == {(world.uralmash.pk, event.day): 1}
    [row] = MEASURES["outreach.joint"].rows(actor_of(Role.CENTRE_HEAD), world.uralmash.pk, *month, 50)
    assert row.note == "Библиотека, Школа"


def test_partners_are_a_state_that_grows_and_falls(world, actor_of, today, month):
    unit = world.uralmash
    make_partner(unit, name="Давний", since=today - dt.timedelta(days=90))
    make_partner(unit, name="Новый", since=today - dt.timedelta(days=10))
    make_partner(unit, name="Бывший", since=today - dt.timedelta(days=60), ended_on=today - dt.timedelta(days=4))
    ago = {day: amount for (_, day), amount in days_of("outreach.partners", [unit], month).items()}
    assert ago == {
        today - dt.timedelta(days=60): 2,
        today - dt.timedelta(days=10): 3,
        today - dt.timedelta(days=3): 2,
    }
    rows = MEASURES["outreach.partners"].rows(actor_of(Role.CENTRE_HEAD), unit.pk, *month, 50)
    assert {row.title for row in rows} == {"Давний", "Новый"}


@pytest.mark.ledger("A97")
def test_the_site_is_a_state_that_ends_by_itself(world, actor_of, today):
    unit = world.uralmash
    make_site_check(unit, ago=100, present=tuple(ITEMS), complete=True)
    make_site_check(unit, ago=20, present=("name",))
    period = (today - dt.timedelta(days=30), today)
    assert days_of("outreach.site", [unit], period) == {
        (unit.pk, today - dt.timedelta(days=100)): 1,
        (unit.pk, today - dt.timedelta(days=20)): 0,
    }
    [row] = MEASURES["outreach.site"].rows(actor_of(Role.CENTRE_HEAD), unit.pk, *period, 50)
    assert (row.amount, row.day, row.proof) == (0, today - dt.timedelta(days=20), "https://centr.example.org")
    old = make_site_check(world.vtoroy, ago=HOLDS.days + 1, present=tuple(ITEMS), complete=True)
    assert days_of("outreach.site", [world.vtoroy], period) == {
        (world.vtoroy.pk, old.day): 1,
        (world.vtoroy.pk, today): 0,
    }


@pytest.mark.parametrize("code", MEASURES)
def test_many_centres_cost_one_statement(world, today, code):
    for unit in (world.uralmash, world.vtoroy, world.novosibirsk):
        make_fact(unit)
        make_campaign(unit)
        partner = make_partner(unit)
        JointEvent.objects.create(partner=partner, event=make_event(unit, state="held"), made_at=clock.now())
        make_site_check(unit, present=tuple(ITEMS), complete=True)
    units = [world.uralmash.pk, world.vtoroy.pk, world.novosibirsk.pk]
    with CaptureQueriesContext(connection) as queries:
        list(MEASURES[code].days(units, today - dt.timedelta(days=60), today))
    assert len(queries) == 1


@pytest.mark.parametrize("code", MEASURES)
def test_records_are_shown_to_those_who_may_read_them(world, actor_of, month, code):
    for who in (Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR, Role.FEDERAL_ANALYST):
        assert MEASURES[code].rows(actor_of(who), world.uralmash.pk, *month, 5) == []
    for who in ("stranger", Role.MUNICIPAL_COORDINATOR):
        with pytest.raises(NotSeen):
            MEASURES[code].rows(actor_of(who), world.uralmash.pk, *month, 5)


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setitem(bus._handlers, DaysChanged, [told.append])
    return told


def test_every_change_names_the_days_to_count_anew(world, actor_of, today, heard):
    head, unit = actor_of(Role.CENTRE_HEAD), world.uralmash
    before = today - dt.timedelta(days=9)
    fact = actions.add_fact(actor=head, unit=unit, given=FactInput(link="https://vk.com/wall-1_2", day=before))
    moved = FactInput(link="https://vk.com/wall-1_2", day=today, kind=Kind.POST)
    actions.change_fact(actor=head, fact_id=fact.pk, given=moved, version=1)
    actions.take_fact_back(actor=head, fact_id=fact.pk, reason="Записали дважды")
    actions.add_partner(actor=head, unit=unit, values=PartnerValues("Школа", before, today))
    actions.check_site(actor=head, unit=unit, link="centr.example.org", present=ITEMS)
    assert [one.days for one in heard] == [
        (before,),
        (before, today),
        (today,),
        (before, today + dt.timedelta(days=1)),
        (today,),
    ]
    assert {one.unit_id for one in heard} == {unit.pk}
