"""The plan of a region by table and by property; coincidences found by themselves."""

import random
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.world import actor, sign_in
from tests.world_opeka import make_case, make_guardian, make_need, make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import NeedState
from uchastie.crm.guardians import actions as guardians
from uchastie.crm.guardians import guards
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.matching import actions, queries
from uchastie.crm.matching.models import Coincidence, Mark, Plan
from uchastie.crm.matching.rules import (
    Asked,
    Family,
    Helper,
    Home,
    PlanState,
    Skill,
    in_turn,
    model_of,
    solve,
    sums_of,
    value_of,
)
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen

CATEGORIES = ("children", "repair", "legal", "food")


@pytest.fixture
def papers(monkeypatch):
    """All papers stand: what they are is proved where they are kept."""
    monkeypatch.setattr(guards, "_makers", [])


def region(seed, families_, helpers):
    """A made-up region: the same for the same seed."""
    dice = random.Random(seed)

    def key():
        return UUID(int=dice.getrandbits(128))

    def needs():
        count = dice.randint(1, 4)
        return tuple(
            Asked(key(), dice.choice(CATEGORIES), urgency=dice.choice(["high", "normal"])) for _ in range(count)
        )

    asked = [
        Family(key(), Home(needs(), latitude=56 + dice.random(), longitude=60 + dice.random()), dice.randint(0, 90))
        for _ in range(families_)
    ]
    found = {}
    for _ in range(helpers):
        capacity = dice.randint(1, 4)
        skills = {code: Skill() for code in dice.sample(CATEGORIES, dice.randint(1, 3))}
        found[key()] = Helper(
            skills=skills,
            latitude=56 + dice.random(),
            longitude=60 + dice.random(),
            radius_km=dice.choice([None, 20, 80]),
            capacity=capacity,
            free=dice.randint(0, capacity),
        )
    return asked, found


@pytest.mark.ledger("B12")
def test_the_plan_gives_the_only_one_who_can_to_the_family_that_has_no_other():
    """In turn the first family takes the best guardian of all, and the second is left alone."""
    first, second = (UUID(int=number) for number in (1, 2))
    rare, plain = (UUID(int=number) for number in (11, 12))
    asked = [
        Family(first, Home((Asked(UUID(int=21), "children"),)), 9),
        Family(second, Home((Asked(UUID(int=22), "legal"),)), 3),
    ]
    helpers = {rare: Helper({"children": Skill(), "legal": Skill()}), plain: Helper({"children": Skill()}, free=1)}
    near = {rare: (56.0, 60.0), plain: (56.5, 60.0)}
    helpers = {key: _at(helper, *near[key]) for key, helper in helpers.items()}
    asked = [Family(one.case_id, Home(one.home.needs, "", 56.0, 60.0), one.waited_days) for one in asked]
    model = model_of(asked, helpers, {})
    plan, turn = solve(model).lines, in_turn(model)
    assert {(line.case_id, line.guardian_id) for line in plan} == {(first, plain), (second, rare)}
    assert {(line.case_id, line.guardian_id) for line in turn} == {(first, rare)}


def _at(helper, latitude, longitude):
    return Helper(skills=helper.skills, latitude=latitude, longitude=longitude, whole_region=True)


@settings(max_examples=40, deadline=None)
@example(275, 7, 6)  # columns alone leave 11 per cent
@example(212, 7, 6)
@given(st.integers(0, 10**6), st.integers(0, 9), st.integers(0, 6))
def test_no_plan_promises_twice(seed, families_, helpers):
    """Never a need twice, never more families than places, never a pair that is stopped; never worse than the queue,
    never better than the bound."""
    asked, found = region(seed, families_, helpers)
    known = {(asked[0].case_id, next(iter(found))): "были"} if asked and found else {}
    model = model_of(asked, found, known)
    solution = solve(model)
    needs = [need for line in solution.lines for need in line.need_ids]
    assert len(needs) == len(set(needs))
    own = {need.need_id: family.case_id for family in asked for need in family.home.needs}
    for line in solution.lines:
        assert (line.case_id, line.guardian_id) not in known
        assert model.fits[line.case_id, line.guardian_id].possible
        assert line.need_ids
        assert {own[need] for need in line.need_ids} == {line.case_id}
    for key, helper in found.items():
        assert sum(line.guardian_id == key for line in solution.lines) <= helper.free
    assert solution.value >= value_of(model, in_turn(model))
    assert solution.value <= solution.bound + 1e-6 * max(1.0, abs(solution.bound))
    assert solution.gap <= 0.011


def test_the_plan_of_a_region_is_near_its_bound_and_better_than_the_queue():
    asked, found = region(7, 60, 25)
    model = model_of(asked, found, {})
    solution = solve(model)
    plan, turn = sums_of(model, solution.lines), sums_of(model, in_turn(model))
    assert solution.gap <= 0.01
    assert plan.value > turn.value
    assert plan.needs >= turn.needs
    assert solve(model).lines == solution.lines  # the same data, the same plan


# --- coincidences ---

pytest_db = pytest.mark.django_db


@pytest_db
@pytest.mark.ledger("B40")
@pytest.mark.usefixtures("papers")
def test_a_new_coincidence_is_found_and_told_once(world):
    guardian = make_guardian(world)
    case = make_case(world, needs=0)
    actions.find_coincidences()
    Mark.objects.all().delete()
    need = families.add_need(actor=SYSTEM, case_id=case.pk, values=_values())
    assert Mark.objects.filter(case=case).exists()
    actions.find_coincidences()
    found = Coincidence.objects.get()
    assert (found.case, found.guardian, found.full, found.asked) == (case, guardian, 1, 1)
    coordinator = world.user(Role.REGION_COORDINATOR)
    told = Message.objects.filter(event="coincidences_found", channel="cabinet", recipient_id=coordinator.pk)
    assert told.count() == 1
    assert actions.find_coincidences() == 0
    assert told.count() == 1
    families.set_need_state(actor=SYSTEM, need_id=need.pk, state=NeedState.MET)
    actions.mark(case_id=case.pk)
    actions.find_coincidences()
    assert not Coincidence.objects.exists()


@pytest_db
@pytest.mark.ledger("B35")
@pytest.mark.usefixtures("papers")
def test_guardians_are_prepared_without_waiting_for_families(world):
    """Stage 2 goes on by itself: the base grows while nobody asks, and whoever asks later finds it."""
    guardian = make_guardian(world)
    actions.mark(guardian_id=guardian.pk)
    actions.find_coincidences()
    assert (guardian.state, Coincidence.objects.count()) == ("ready", 0)
    case = make_case(world)
    actions.mark(case_id=case.pk)
    actions.find_coincidences()
    assert Coincidence.objects.get().guardian == guardian


def _values():
    from uchastie.crm.families.rules import NeedValues

    return NeedValues("children", "Водить в школу", "in_person", "weekly", "normal")


@pytest_db
def test_what_holds_no_more_goes(world):
    case, guardian = make_case(world), make_guardian(world, capacity=1)
    actions.mark(guardian_id=guardian.pk)
    actions.find_coincidences()
    assert Coincidence.objects.count() == 1
    make_pair(world, guardian=guardian, state="matched")  # the only place is taken
    actions.mark(guardian_id=guardian.pk)
    actions.find_coincidences()
    assert not Coincidence.objects.filter(case=case).exists()


@pytest_db
def test_a_pause_is_looked_at_again(world):
    make_case(world)
    guardian = make_guardian(world)
    actions.mark(guardian_id=guardian.pk)
    actions.find_coincidences()
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    guardians.pause(actor=coordinator, guardian_id=guardian.pk, reason="Отпуск", until=None)
    assert Mark.objects.filter(guardian=guardian).exists()
    actions.find_coincidences()
    assert not Coincidence.objects.exists()


@pytest_db
def test_who_has_looked_clears_the_list_of_the_own_region_only(world):
    make_case(world)
    make_guardian(world)
    actions.mark(guardian_id=make_guardian(world).pk)
    actions.find_coincidences()
    found = Coincidence.objects.get()
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    assert "Новые совпадения" in client.get(reverse("matching:index")).content.decode()
    stranger = actor(world.user(Role.MUNICIPAL_COORDINATOR))
    with pytest.raises(NotSeen):
        actions.mark_seen(actor=stranger, coincidence_ids=[found.pk])
    client.post(reverse("matching:looks"), {"seen": [str(found.pk)]})
    assert "Новые совпадения" not in client.get(reverse("matching:index")).content.decode()


# --- the plan in the database ---


@pytest.fixture
def made(world, papers):
    case, other = make_case(world, needs=2), make_case(world)
    helper = make_guardian(world, capacity=2)
    make_guardian(world, unit=world.other_region)
    make_case(world, unit=world.other_region)
    plan = actions.ask_plan(actor=actor(world.user(Role.REGION_COORDINATOR)), unit=world.region)
    actions.make_plan(plan.pk)
    plan.refresh_from_db()
    return plan, case, other, helper


@pytest_db
def test_a_plan_is_of_one_headquarters_and_starts_nothing(world, made):
    plan, case, other, helper = made
    assert {(line.case, line.guardian) for line in plan.lines.all()} == {(case, helper), (other, helper)}
    assert (plan.state, plan.needs, plan.planned["needs"]) == (PlanState.READY, 3, 3)
    assert not Guardianship.objects.exists()
    with pytest.raises(NotSeen):
        queries.get_plan(actor(world.user(Role.MUNICIPAL_COORDINATOR)), plan.pk)
    assert sign_in(world.user(Role.FEDERAL_MANAGER)).get(reverse("matching:plan", args=[plan.pk])).status_code == 403


@pytest_db
def test_lines_are_accepted_one_by_one_and_life_may_overtake_them(world, made):
    plan, case, other, helper = made
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("matching:decisions", args=[plan.pk])
    assert client.post(there, {"what": "accept"}).status_code == 422
    make_pair(world, guardian=helper, state="matched")  # one of the two places is taken meanwhile
    lines = {line.case_id: line for line in plan.lines.all()}
    body = {"what": "accept", "lines": [str(line.pk) for line in lines.values()]}
    client.post(there, body)
    client.post(there, body)
    states = sorted(line.state for line in plan.lines.all())
    assert states == ["accepted", "overtaken"]
    assert Guardianship.objects.filter(case__in=[case, other]).count() == 1
    assert plan.lines.get(state="overtaken").note


@pytest_db
def test_a_line_put_aside_reserves_nothing(world, made):
    plan, *_ = made
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    body = {"what": "reject", "lines": [str(line.pk) for line in plan.lines.all()]}
    client.post(reverse("matching:decisions", args=[plan.pk]), body)
    assert {line.state for line in plan.lines.all()} == {"rejected"}
    assert not Guardianship.objects.exists()


@pytest_db
def test_two_who_ask_get_one_plan_and_a_stuck_one_stands_in_no_way(world, papers):
    me = actor(world.user(Role.REGION_COORDINATOR))
    first, second = (actions.ask_plan(actor=me, unit=world.region) for _ in range(2))
    assert first.pk == second.pk
    Plan.objects.update(asked_at=first.asked_at - actions.PATIENCE * 2)
    third = actions.ask_plan(actor=me, unit=world.region)
    assert third.pk != first.pk
    assert Plan.objects.get(pk=first.pk).state == PlanState.FAILED


@pytest_db
def test_a_plan_says_when_something_has_changed(world, made):
    plan, case, *_ = made
    assert not queries.is_outdated(plan)
    families.add_need(actor=SYSTEM, case_id=case.pk, values=_values())
    assert queries.is_outdated(plan)
    assert (
        "С тех пор что-то изменилось"
        in sign_in(world.user(Role.REGION_COORDINATOR)).get(reverse("matching:plan", args=[plan.pk])).content.decode()
    )


@pytest_db
def test_a_plan_of_many_costs_as_few_statements(world, papers, django_assert_max_num_queries):
    for number in range(12):
        make_need(make_case(world), description=f"Ещё {number}")
        make_guardian(world)
    with django_assert_max_num_queries(8):
        queries.model_of_unit(world.region)
