"""The fixtures themselves: what other tests stand on."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Assignment


def test_each_role_has_a_person(world):
    assert {row.role for row in Assignment.objects.exclude(user=world.stranger)} == set(Role)


@pytest.mark.parametrize("status", list(Status))
def test_a_request_can_stand_in_any_state(make_request, status):
    assert make_request(status=status).status == status


def test_noise_belongs_to_others(world, noise):
    assert not ServiceRequest.objects.filter(unit=world.uralmash).exists()


def test_the_actor_has_the_grants_of_the_assignments(world, actor_of):
    assert actor_of(Role.CENTRE_HEAD).covers(world.uralmash.path, Role.CENTRE_HEAD)
    assert not actor_of(Role.CENTRE_HEAD).covers(world.vtoroy.path, Role.CENTRE_HEAD)
