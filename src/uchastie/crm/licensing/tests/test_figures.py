"""A centre is ready from the day on which every item of the checklist is, proved by its pictures (A69, A85)."""

import datetime as dt

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing import actions
from uchastie.crm.licensing.models import PremisesMark
from uchastie.crm.licensing.queries import figures
from uchastie.crm.licensing.rules import ITEMS, Item
from uchastie.crm.licensing.tests.world import a_picture
from uchastie.kernel import bus, clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import DaysChanged

DAY = dt.timedelta(days=1)


def mark(actor, unit, item, *, ready=True):
    actions.mark_item(actor, unit, item=item, ready=ready, photo=a_picture() if ITEMS[item].photo and ready else None)


@pytest.mark.ledger("A69", "A85")
def test_the_answer_turns_with_the_last_item_and_back(world, actor_of):
    employee, unit = actor_of(Role.CENTRE_EMPLOYEE), world.uralmash
    today, told = clock.today(unit.zone), []
    bus.subscribe(DaysChanged, told.append)
    for item in ITEMS:
        assert not any(amount for *_, amount in figures.count_ready([unit.pk], today - DAY, today))
        mark(employee, unit, item)
    assert {(event.unit_id, event.days) for event in told} == {(unit.pk, (today,))}
    assert list(figures.count_ready([unit.pk], today, today)) == [(unit.pk, today, 1)]
    rows = figures.list_ready(actor_of(Role.REGION_COORDINATOR), unit.pk, today, today, 50)
    assert {row.title for row in rows} == {wanted.title for wanted in ITEMS.values()}

    PremisesMark.objects.update(day=today - 20 * DAY)
    mark(employee, unit, Item.POSTER, ready=False)
    assert list(figures.count_ready([unit.pk], today - 30 * DAY, today)) == [
        (unit.pk, today - 20 * DAY, 1),
        (unit.pk, today, 0),
    ]
    assert list(figures.count_ready([unit.pk], today - 9 * DAY, today - DAY)) == [(unit.pk, today - 20 * DAY, 1)]
    with pytest.raises(NotSeen):
        figures.list_ready(actor_of("stranger"), unit.pk, today, today, 50)


def test_many_units_are_one_statement(world, actor_of, django_assert_num_queries):
    mark(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, Item.METHODS)
    today = clock.today(world.uralmash.zone)
    with django_assert_num_queries(1):
        list(figures.count_ready([world.uralmash.pk, world.vtoroy.pk], today, today))
