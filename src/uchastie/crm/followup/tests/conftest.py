"""Who works with pairs, and who must not."""

import pytest
from tests.world import actor as actor_of
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor


@pytest.fixture
def coordinator(world) -> Actor:
    return actor_of(world.user(Role.REGION_COORDINATOR))


@pytest.fixture
def stranger(world) -> Actor:
    """The coordinator of another region."""
    return actor_of(make_user("other-coordinator", Role.REGION_COORDINATOR, world.other_region))
