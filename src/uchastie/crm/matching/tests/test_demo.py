"""The plan of the demonstration comes out of the actions as it is shown."""

import pytest
from tests.world import World
from tests.world_opeka import make_case, make_guardian, make_papers

from uchastie.crm.matching import demo
from uchastie.crm.matching.models import Coincidence, Plan

pytestmark = pytest.mark.django_db


def test_a_plan_with_every_kind_of_line(world: World) -> None:
    from uchastie.crm.matching import actions

    for _ in range(4):
        make_case(world)
        guardian = make_guardian(world)
        make_papers("guardian_hq", "data_protection", guardian=guardian)
        actions.mark(guardian_id=guardian.pk)
    demo.make()
    states = sorted(Plan.objects.get().lines.values_list("state", flat=True))
    assert states == ["accepted", "rejected", "waiting", "waiting"]
    assert Coincidence.objects.filter(dismissed_at__isnull=False).count() == 1


def test_without_families_a_plan_of_nothing(world: World) -> None:
    demo.make()
    assert not Plan.objects.get().lines.exists()
