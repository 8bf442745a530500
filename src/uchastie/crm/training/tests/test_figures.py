"""How many work in a centre and how many of them are trained, told for every day of the past."""

import datetime as dt

import pytest
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Assignment
from uchastie.crm.training import actions
from uchastie.crm.training.actions import Record
from uchastie.crm.training.models import Training
from uchastie.crm.training.queries import figures
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import DaysChanged

EMPLOYEE, HEAD = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD
DAY = dt.timedelta(days=1)
ALL = ["standards", "regulations", "principles"]


@pytest.fixture
def unit(world):
    Assignment.objects.filter(unit=world.uralmash).update(ended_at=clock.now() - 900 * DAY, since=clock.now())
    return world.uralmash


@pytest.fixture
def today(unit):
    return clock.today(unit.zone)


def work(name, unit, since, ended=None):
    user = make_user(name, EMPLOYEE, unit)
    now = clock.now()
    ended_at = now - ended * DAY if ended is not None else None
    Assignment.objects.filter(user=user).update(since=now - since * DAY, ended_at=ended_at)
    return user


def counted(count, unit, first, last):
    return [(day, amount) for unit_id, day, amount in count([unit.pk], first, last) if unit_id == unit.pk]


@pytest.mark.ledger("A87")
def test_staff_is_counted_by_the_days_of_their_work(unit, today):
    work("a", unit, 50)
    work("b", unit, 30, ended=10)
    expected = [(today - 50 * DAY, 1), (today - 30 * DAY, 2), (today - 10 * DAY, 1)]
    assert counted(figures.count_staff, unit, today - 90 * DAY, today) == expected
    assert counted(figures.count_staff, unit, today - 20 * DAY, today) == expected[1:]
    assert counted(figures.count_staff, unit, today - 20 * DAY, today - 15 * DAY) == expected[1:2]


@pytest.mark.ledger("A87")
def test_trained_are_those_who_know_all_three_until_the_first_ends(unit, today):
    user = work("a", unit, 200)
    for subject, ago in (("standards", 190), ("regulations", 150), ("principles", 100)):
        actions.record_training(SYSTEM, unit, user_id=user.pk, record=Record([subject], today - ago * DAY))
    assert counted(figures.count_trained, unit, today - 300 * DAY, today) == [
        (today - 200 * DAY, 0),
        (today - 100 * DAY, 1),
    ] or counted(figures.count_trained, unit, today - 300 * DAY, today) == [(today - 100 * DAY, 1)]
    ends = today - 190 * DAY + 366 * DAY
    assert counted(figures.count_trained, unit, today, ends) == [(today - 100 * DAY, 1), (ends, 0)]


def test_what_was_learnt_before_the_work_counts_from_its_first_day(unit, today):
    user = work("a", unit, 20)
    actions.record_training(SYSTEM, unit, user_id=user.pk, record=Record(ALL, today - 60 * DAY))
    assert counted(figures.count_trained, unit, today - 90 * DAY, today)[-1] == (today - 20 * DAY, 1)
    Assignment.objects.filter(user=user).update(ended_at=clock.now() - 5 * DAY)
    assert counted(figures.count_trained, unit, today - 90 * DAY, today)[-1] == (today - 5 * DAY, 0)


def test_a_record_taken_back_corrects_the_history_and_is_told(unit, today):
    told: list[DaysChanged] = []
    bus.subscribe(DaysChanged, told.append)
    user = work("a", unit, 90)
    day = today - 60 * DAY
    actions.record_training(SYSTEM, unit, user_id=user.pk, record=Record(ALL, day))
    assert any(event.unit_id == unit.pk and day in event.days for event in told)
    told.clear()
    actions.take_back_training(SYSTEM, training_id=Training.objects.filter(user=user).first().pk)
    assert any(event.unit_id == unit.pk and day in event.days for event in told)
    assert not any(amount for _, amount in counted(figures.count_trained, unit, today - 90 * DAY, today))


def test_the_rows_are_the_people_that_were_counted(world, unit, today, actor_of):
    user = work("a", unit, 90)
    work("b", unit, 40)
    actions.record_training(SYSTEM, unit, user_id=user.pk, record=Record(ALL, today - 60 * DAY))
    above = actor_of(Role.REGION_COORDINATOR)
    month = (today - 30 * DAY, today)
    assert sum(row.amount for row in figures.list_working(above, unit.pk, *month, 50)) == 2
    (trained,) = figures.list_trained(above, unit.pk, *month, 50)
    assert str(user.pk) in trained.url
    with pytest.raises(NotSeen):
        figures.list_working(actor_of("stranger"), unit.pk, *month, 50)


@pytest.mark.parametrize("count", [2, 20])
def test_one_statement_for_the_work_and_one_for_what_is_known(unit, today, count, django_assert_num_queries):
    for place in range(count):
        work(f"user{place}", unit, 20)
    with django_assert_num_queries(2):
        list(figures.count_trained([unit.pk], today - 30 * DAY, today))
