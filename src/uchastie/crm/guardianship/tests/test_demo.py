"""The pairs of the demonstration come out of the actions as they are shown."""

import datetime as dt

import pytest
from tests.world import World
from tests.world_opeka import make_case, make_guardian, make_papers

from uchastie.crm.guardianship import demo
from uchastie.crm.guardianship.models import Guardianship
from uchastie.kernel import clock


@pytest.mark.django_db
def test_three_pairs_at_three_steps(world: World) -> None:
    for days in (26, 12, 9):
        past = clock.now() - dt.timedelta(days=days)
        make_case(world, needs=2, marker_at=past, received_at=past)
        guardian = make_guardian(world)
        make_papers("guardian_hq", "data_protection", guardian=guardian)
    demo.make()
    states = Guardianship.objects.order_by("proposed_at").values_list("state", flat=True)
    assert list(states) == ["active", "matched", "proposed"]
