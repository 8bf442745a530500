"""The federal page of plans: sums, whom to call first, a fixed number of statements, few families never counted."""

import pytest
from django.urls import reverse
from tests.world import World, actor, sign_in
from tests.world_opeka import make_case, make_guardian

from uchastie.crm.accounts.rules import Role
from uchastie.crm.matching import actions as matching
from uchastie.crm.matching.models import Plan
from uchastie.crm.network.models import Unit
from uchastie.crm.oversight import queries
from uchastie.crm.oversight.queries.plans import PlanFigures
from uchastie.kernel import clock

pytestmark = pytest.mark.django_db
PAGE = "oversight:plans"


def plan_of(unit: Unit) -> Plan:
    plan = Plan.objects.create(unit=unit, asked_at=clock.now())
    matching.make_plan(plan.pk)
    plan.refresh_from_db()
    return plan


def text(answer: object) -> str:
    return answer.content.decode().replace("\xa0", " ")  # type: ignore[attr-defined]


@pytest.mark.ledger("B9", "B12")
def test_the_newest_plan_of_each_region_is_summed(world: World) -> None:
    federal = actor(world.user(Role.FEDERAL_MANAGER))
    make_case(world)
    make_guardian(world)
    plan_of(world.region)
    make_case(world, needs=2)
    newest = plan_of(world.region)
    lines = list(newest.lines.order_by("place"))
    matching.accept_lines(actor=actor(world.user(Role.REGION_COORDINATOR)), plan_id=newest.pk, line_ids=[lines[0].pk])
    Plan.objects.create(unit=world.region, asked_at=clock.now(), state="failed")
    make_case(world, unit=world.other_region)
    found = queries.list_plans(federal)
    assert [line.unit for line in found[:2]] == [world.other_region, world.region], (
        "where nobody has planned comes first"
    )
    assert found[1].plan == newest
    assert found[1].figures == PlanFigures(3, 3, 3, newest.gap, 2, 0, 1, 0, 1)  # no papers: life has overtaken it
    total = queries.total_of_plans(found)
    assert (total.regions, total.unplanned, total.figures.coverage) == (1, 1, 1.0)


def test_the_page_is_of_the_federal_team_and_counts_no_few_families(world: World) -> None:
    make_case(world)
    make_guardian(world)
    plan_of(world.region)
    page = text(sign_in(world.user(Role.FEDERAL_ANALYST)).get(reverse(PAGE)))
    assert "меньше 5" in page
    assert "закроют планы" in page
    assert "С-66" not in page
    assert sign_in(world.user(Role.REGION_COORDINATOR)).get(reverse(PAGE)).status_code == 403


def test_an_empty_country_has_a_page_too(world: World) -> None:
    assert "плана не было" in text(sign_in(world.user(Role.FEDERAL_MANAGER)).get(reverse(PAGE)))


@pytest.mark.parametrize("many", [2, 30])
def test_the_page_costs_the_same(world: World, many: int, django_assert_max_num_queries: object) -> None:
    federal = actor(world.user(Role.FEDERAL_MANAGER))
    for number in range(many):
        make_case(world, unit=[world.region, world.other_region][number % 2])
        Plan.objects.create(unit=world.region, asked_at=clock.now(), made_at=clock.now(), state="ready")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        queries.list_plans(federal)
