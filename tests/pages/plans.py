"""What stands behind the pages of matching: coincidences nobody has seen, a plan with every kind of line, one in the
making."""

from typing import Any

from tests.world import actor
from tests.world_opeka import make_case, make_guardian
from uchastie.crm.accounts.rules import Role
from uchastie.crm.matching import actions
from uchastie.crm.matching.models import Coincidence, Plan
from uchastie.crm.matching.rules import Dismissal
from uchastie.kernel import clock


def make_plans(world: Any) -> dict[str, object]:
    me = actor(world.user(Role.REGION_COORDINATOR))
    for name in ("Рядом и вместе", "Тёплые руки"):
        helper = make_guardian(world, name=name, capacity=5)
        actions.mark(guardian_id=helper.pk)
    cases = [make_case(world, needs=2) for _ in range(5)]
    actions.find_coincidences()
    mine = Coincidence.objects.filter(case=cases[0])
    actions.dismiss(actor=me, coincidence_id=mine[0].pk, reason=Dismissal.FAR, note="Паром ходит раз в день")
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now())
    actions.make_plan(plan.pk)
    first, second = plan.lines.order_by("place")[:2]
    actions.accept_lines(actor=me, plan_id=plan.pk, line_ids=[first.pk])  # its guardian has no papers: overtaken
    actions.reject_lines(actor=me, plan_id=plan.pk, line_ids=[second.pk])
    making = Plan.objects.create(unit=world.region, asked_at=clock.now())
    return {"coincidence": mine[1].pk, "plan": plan.pk, "plan-making": making.pk}
