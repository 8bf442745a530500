"""The counters of the queue are SQL of their own; here they are held together with the lists they count."""

import datetime as dt

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries
from uchastie.crm.desk.queries import Filter
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(world, make_request, noise) -> None:
    now, me = clock.now(), world.user(Role.CENTRE_EMPLOYEE)
    for hours in (-50, -1, 0, 1, 30, 90):
        for assignee in (None, me, world.user(Role.CENTRE_HEAD)):
            make_request(assignee=assignee, attention_at=now + dt.timedelta(hours=hours))
    for status in Status:
        make_request(status=status, assignee=me)


@pytest.mark.parametrize("who", [Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR])
def test_a_tab_counts_what_its_list_shows(world, mixed, actor_of, who):
    actor = actor_of(who)
    unit = world.uralmash if who is Role.CENTRE_EMPLOYEE else world.region
    counts = queries.count_queue(actor, unit)
    for tab in Filter:
        assert counts[tab] == len(queries.get_queue(actor, unit, chosen=tab).rows), tab
    assert counts[Filter.LATE]
    assert counts[Filter.WAITING]


def test_an_actor_without_an_id_has_nothing_of_his_own(world, mixed):
    from uchastie.kernel.actor import SYSTEM

    assert queries.count_queue(SYSTEM, world.uralmash)[Filter.MINE] == 0
