"""What a report counts: people once, services each; each centre by the days of its own zone; what the figures count."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world import actor, make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight import actions as figures
from uchastie.crm.insight import queries as insight
from uchastie.crm.insight.rules import Figure, Span, month_at, period_at
from uchastie.crm.people.models import AudienceMark
from uchastie.crm.people.rules import Audience
from uchastie.crm.reports import queries
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen

DAY = dt.timedelta(days=1)


def count(unit, period):
    return queries.count(SYSTEM, unit, period, queries.centres_of(unit))


def test_a_person_is_counted_once_and_a_service_each_time(world, serve, month):
    anna, boris = make_person(world.uralmash, name="Анна"), make_person(world.uralmash, name="Борис")
    for person, service in ((anna, "consulting"), (anna, "platform-help"), (anna, "consulting"), (boris, "consulting")):
        serve(beneficiary=person, service=service)
    numbers = count(world.uralmash, month)
    assert (numbers.people, numbers.persons, numbers.organisations, numbers.services) == (2, 2, 0, 4)
    found = {group.services: group.people for group in numbers.by_service}
    assert found == {3: 2, 1: 1}
    assert sum(group.people for group in numbers.by_service) > numbers.people


def test_a_person_of_two_centres_is_one_in_the_report_of_the_region(world, serve, month):
    anna = make_person(world.uralmash, name="Анна")
    serve(beneficiary=anna)
    serve(beneficiary=anna, unit=world.vtoroy)
    serve(unit=world.novosibirsk, phone="+79120000077")
    numbers = count(world.region, month)
    assert (numbers.people, numbers.services) == (1, 2)
    assert {one.name: (one.people, one.services) for one in numbers.centres} == {
        world.uralmash.name: (1, 1),
        world.vtoroy.name: (1, 1),
    }
    assert count(world.federal, month).services == 3


def test_groups_of_people_are_told_apart(world, serve, month):
    volunteer, resident = make_person(world.uralmash), make_person(world.uralmash)
    for audience in (Audience.P_VOLUNTEER, Audience.P_PROJECT_LEAD):
        AudienceMark.objects.create(beneficiary=volunteer, code=audience)
    serve(beneficiary=volunteer)
    serve(beneficiary=resident)
    found = {group.name: (group.people, group.services) for group in count(world.uralmash, month).by_audience}
    assert found == {
        "Волонтёр или участник инициатив": (1, 1),
        "Автор социального проекта": (1, 1),
        "Житель": (1, 1),
    }


@pytest.mark.parametrize(("zone", "hour", "counted"), [("Asia/Yekaterinburg", 20, False), ("Europe/Moscow", 20, True)])
def test_a_day_is_the_day_of_the_centre(world, serve, zone, hour, counted):
    """20:00 UTC of the last of May is the first of June in Yekaterinburg, and still May in Moscow."""
    world.uralmash.apply(tz=zone)
    serve(dt.datetime(2026, 5, 31, hour, tzinfo=dt.UTC))
    may = period_at(Span.MONTH, dt.date(2026, 5, 1))
    assert count(world.uralmash, may).services == int(counted)
    assert count(world.region, may).services == int(counted)


def test_the_report_agrees_with_the_page_of_figures(world, serve, month):
    for place, stars in enumerate((5, 4, 2, 0)):
        serve(stars=stars, phone=f"+7912000001{place}")
    numbers = count(world.uralmash, month)
    counts = insight.count_month(SYSTEM, world.uralmash, month_at(month.first, world.uralmash.zone))
    assert (numbers.services, numbers.received) == (counts.of(Figure.DELIVERED), counts.of(Figure.RECEIVED))
    assert (numbers.reviews, numbers.positive) == (counts.of(Figure.REVIEWS), counts.of(Figure.POSITIVE)) == (3, 2)
    assert (numbers.due, numbers.kept) == (counts.due, counts.of(Figure.CONTACTED))


@pytest.mark.ledger("A18")
def test_terms_of_contact_are_the_same_in_the_report_the_month_and_the_norm(world, make_request):
    """A term counts once it is over, kept or not; whoever was called early does not make the month look better."""
    now = clock.now()
    today = clock.today(world.uralmash.zone)
    month = period_at(Span.MONTH, today if today.day > 3 else today.replace(day=1) - DAY)
    over = dt.datetime.combine(month.first + 2 * DAY, dt.time(12), dt.UTC)
    make_request(submitted_at=over - DAY, contact_due_at=over)  # nobody has called
    make_request(submitted_at=over - DAY, contact_due_at=over, contacted_at=over - DAY / 2, phone="+79120000031")
    make_request(submitted_at=now, contact_due_at=now + DAY / 24, contacted_at=now, phone="+79120000032")  # still runs
    numbers = count(world.uralmash, month)
    counts = insight.count_month(SYSTEM, world.uralmash, month_at(month.first, world.uralmash.zone))
    figures.catch_up(world.uralmash)
    lines = insight.get_standing(SYSTEM, world.uralmash, month).lines
    norm = next(line for line in lines if line.code == "contact")
    assert (numbers.kept, numbers.due) == (counts.kept, counts.due) == (1, 2)
    assert (norm.fact, norm.whole) == (1, 2)


@pytest.mark.parametrize("span", [Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR])
def test_a_longer_period_holds_the_shorter_ones(world, serve, span):
    for month in range(1, 13):
        serve(dt.datetime(2025, month, 15, 9, tzinfo=dt.UTC), phone="+79120000001")
    months = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}
    assert count(world.uralmash, period_at(span, dt.date(2025, 11, 20))).services == months[span]


def test_nothing_is_nothing(world, month):
    numbers = count(world.uralmash, month)
    assert (numbers.people, numbers.services, numbers.reviews, numbers.by_service) == (0, 0, 0, ())


def test_the_cost_does_not_grow_with_requests(world, serve, month):
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            count(world.region, month)
        return len(found)

    serve()
    few = statements()
    for place in range(12):
        serve(unit=world.vtoroy if place % 2 else None, phone=f"+791200002{place:02d}", stars=place % 5)
    assert statements() == few


def test_strangers_count_nothing(world, month):
    for who in (Role.CENTRE_EMPLOYEE, "stranger"):
        with pytest.raises(NotSeen):
            queries.count(actor(world.user(who)), world.uralmash, month, [world.uralmash])


DAYS = st.integers(min_value=0, max_value=120)
HISTORY = st.lists(st.tuples(DAYS, st.integers(0, 4), st.sampled_from(["uralmash", "vtoroy"])), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORY)
def test_unique_people_equal_a_naive_recount(world, serve, history):
    from django.db import transaction

    today = clock.today(ZoneInfo("Asia/Yekaterinburg"))
    with transaction.atomic():
        people = [make_person(world.uralmash, name=f"Человек {number}") for number in range(5)]
        told = []
        for back, who, slug in history:
            moment = clock.now() - dt.timedelta(days=back)
            unit = getattr(world, slug)
            serve(moment, beneficiary=people[who], unit=unit)
            told.append((moment.astimezone(unit.zone).date(), who, slug))
        for span in (Span.MONTH, Span.QUARTER, Span.YEAR):
            period = period_at(span, today)
            inside = [(who, slug) for day, who, slug in told if period.holds(day)]
            numbers = count(world.region, period)
            assert (numbers.people, numbers.services) == (len({who for who, _ in inside}), len(inside))
            own = count(world.vtoroy, period)
            assert own.people == len({who for who, slug in inside if slug == "vtoroy"})
        transaction.set_rollback(True)
