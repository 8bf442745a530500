"""A coincidence put aside with a reason; plans that break, are lost, or are accepted by two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from tests.world import actor, sign_in
from tests.world_opeka import make_case, make_guardian, make_need, make_pair, make_papers

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.matching import actions, queries, rules
from uchastie.crm.matching.models import Coincidence, Plan, PlanLine
from uchastie.crm.matching.rules import Dismissal, LineState, PlanState
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen, Refusal

pytest_db = pytest.mark.django_db


@pytest.fixture
def coordinator(world):
    return actor(world.user(Role.REGION_COORDINATOR))


@pytest.fixture
def pair(world):
    """A family and a guardian with papers, found by matching itself."""
    case, guardian = make_case(world), make_guardian(world)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    actions.mark(case_id=case.pk)
    actions.find_coincidences()
    return case, guardian, Coincidence.objects.get()


def text(response):
    return response.content.decode().replace("\xa0", " ")


def look_again(case):
    actions.mark(case_id=case.pk)
    actions.find_coincidences()


@pytest_db
@pytest.mark.ledger("B40")
def test_what_was_put_aside_is_offered_no_more_until_it_is_taken_back(world, pair, coordinator):
    case, _, found = pair
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("matching:coincidence", args=[found.pk])
    assert client.post(there, {"note": ""}).status_code == 422
    refused = client.post(there, {"reason": "other", "note": " "})
    assert (refused.status_code, "Напишите, почему" in text(refused)) == (422, True)
    answered = client.post(there, {"reason": "far", "note": "Паром ходит раз в день"}, follow=True)
    assert "Отложили" in text(answered)
    assert "Новые совпадения" not in text(answered)
    look_again(case)
    assert queries.count_new(coordinator, world.region) == 0
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now())
    actions.make_plan(plan.pk)
    assert not plan.lines.exists()
    page = text(client.get(reverse("matching:candidates", args=[case.pk])))
    assert "неудобно добираться: Паром ходит раз в день" in page
    assert "вы отложили эту пару" in page
    client.post(reverse("matching:coincidence_return", args=[found.pk]))
    client.post(reverse("matching:coincidence_return", args=[found.pk]))  # a press too many: not there any more
    actions.find_coincidences()
    assert queries.count_new(coordinator, world.region) == 1
    assert "вы отложили эту пару" not in text(client.get(reverse("matching:candidates", args=[case.pk])))


@pytest_db
def test_it_is_remembered_even_when_the_pair_was_impossible_meanwhile(world, pair, coordinator):
    case, guardian, found = pair
    actions.dismiss(actor=coordinator, coincidence_id=found.pk, reason=Dismissal.FAMILY)
    actions.dismiss(actor=coordinator, coincidence_id=found.pk, reason=Dismissal.FAR)  # twice: the first reason stays
    guardian.state = "paused"
    guardian.save()
    look_again(case)
    guardian.state = "ready"
    guardian.save()
    actions.mark(guardian_id=guardian.pk)
    actions.find_coincidences()
    kept = Coincidence.objects.get()
    assert (kept.pk, kept.reason) == (found.pk, "family")


@pytest_db
def test_a_family_that_is_closed_is_not_offered(world, pair, coordinator):
    case, *_ = pair
    case.state, case.closed_at, case.close_reason = "closed", clock.now(), "all_met"
    case.save()
    assert queries.count_new(coordinator, world.region) == 0
    assert queries.list_new(coordinator, world.region) == []


@pytest_db
def test_another_headquarters_puts_nothing_aside(world, pair):
    stranger = actor(world.user(Role.MUNICIPAL_COORDINATOR))
    for do in (
        lambda: actions.dismiss(actor=stranger, coincidence_id=pair[2].pk, reason=Dismissal.FAR),
        lambda: actions.take_back(actor=stranger, coincidence_id=pair[2].pk),
        lambda: queries.list_dismissed(stranger, pair[0].pk),
    ):
        with pytest.raises(NotSeen):
            do()


@pytest_db
def test_the_database_wants_a_reason(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        Coincidence.objects.update(dismissed_at=clock.now())


def test_words_are_asked_for_and_limited():
    assert rules.require_note(Dismissal.FAR, "") == ""
    with pytest.raises(Refusal):
        rules.require_note(Dismissal.OTHER, "  ")
    with pytest.raises(Refusal):
        rules.require_note(Dismissal.FAR, "о" * 301)


@pytest_db
def test_the_figures_of_a_coincidence_follow_the_family(world, pair):
    case, _, found = pair
    make_need(case, category="legal", description="Совет юриста")
    look_again(case)
    found.refresh_from_db()
    assert (found.full, found.asked) == (1, 2)


# --- plans in trouble ---


@pytest_db
def test_a_plan_that_breaks_says_so_and_can_be_asked_for_again(world, coordinator, monkeypatch):
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now())

    def breaks(unit):
        raise RuntimeError("the solver is gone")

    with monkeypatch.context() as patch:
        patch.setattr(queries, "model_of_unit", breaks)
        with pytest.raises(RuntimeError):
            actions.make_later.func(str(plan.pk))
    page = text(sign_in(world.user(Role.REGION_COORDINATOR)).get(reverse("matching:plan", args=[plan.pk])))
    assert "План не получился" in page
    assert actions.ask_plan(actor=coordinator, unit=world.region).pk != plan.pk


@pytest_db
def test_a_plan_whose_worker_was_lost_is_not_waited_for(world):
    asked = clock.now() - queries.plans.PATIENCE * 2
    plan = Plan.objects.create(unit=world.region, asked_at=asked)
    page = text(sign_in(world.user(Role.REGION_COORDINATOR)).get(reverse("matching:plan", args=[plan.pk])))
    assert "План не получился" in page
    assert "Пересчитать" in page


@pytest_db
def test_of_two_workers_one_writes_the_plan(world, monkeypatch):
    """The second has counted too, and finds it made."""
    case, guardian = make_case(world), make_guardian(world)
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now())
    real = rules.solve

    def slow(model):
        monkeypatch.setattr(rules, "solve", real)
        actions.make_plan(plan.pk)  # the other one is faster
        return real(model)

    monkeypatch.setattr(rules, "solve", slow)
    actions.make_plan(plan.pk)
    line = PlanLine.objects.get()
    assert (line.case, line.guardian, Plan.objects.get().state) == (case, guardian, PlanState.READY)


@pytest_db
def test_changes_while_the_solver_counts_are_told_and_refused_at_the_reservation(world, pair, coordinator, monkeypatch):
    case, guardian, _ = pair
    real = rules.solve

    def meanwhile(model):
        solution = real(model)
        guardian.capacity, guardian.updated_at = 0, clock.now()
        make_pair(world, case=make_case(world), guardian=guardian, state="matched")
        guardian.capacity = 1
        guardian.save()
        return solution

    monkeypatch.setattr(rules, "solve", meanwhile)
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now())
    actions.make_plan(plan.pk)
    plan.refresh_from_db()
    assert queries.is_outdated(plan)
    assert actions.accept_lines(actor=coordinator, plan_id=plan.pk, line_ids=[plan.lines.get().pk]) == (0, 1)
    assert not Guardianship.objects.filter(case=case).exists()


@pytest_db
def test_a_line_that_moved_to_another_headquarters_stops_none_of_the_others(world, pair, coordinator):
    case, guardian, _ = pair
    other = make_guardian(world)
    make_papers("guardian_hq", "data_protection", guardian=other)
    second = make_case(world)
    plan = Plan.objects.create(unit=world.region, asked_at=clock.now(), state=PlanState.READY, made_at=clock.now())
    lines = [
        PlanLine.objects.create(
            plan=plan,
            place=place,
            case=family,
            guardian=helper,
            need_ids=[str(family.needs.get().pk)],
            asked=1,
            waited_days=0,
        )
        for place, (family, helper) in enumerate([(case, guardian), (second, other)])
    ]
    guardian.unit, guardian.region = world.other_region, world.other_region.region
    guardian.save()
    found = actions.accept_lines(actor=coordinator, plan_id=plan.pk, line_ids=[line.pk for line in lines])
    assert found == (1, 1)
    states = dict(plan.lines.values_list("case", "state"))
    assert states == {case.pk: LineState.OVERTAKEN, second.pk: LineState.ACCEPTED}


@pytest.mark.django_db(transaction=True)
@pytest.mark.ledger("B18")
def test_two_coordinators_accept_two_plans_at_once(world):
    """The same families and guardians in opposite order: nobody waits in a ring, nothing is promised twice."""
    cases = [make_case(world) for _ in range(6)]
    helpers = [make_guardian(world, capacity=1) for _ in range(6)]
    for helper in helpers:
        make_papers("guardian_hq", "data_protection", guardian=helper)
    plans = []
    for turn in (1, -1):
        plan = Plan.objects.create(unit=world.region, asked_at=clock.now(), state=PlanState.READY, made_at=clock.now())
        for place, (case, helper) in enumerate(list(zip(cases, helpers, strict=True))[::turn]):
            PlanLine.objects.create(
                plan=plan,
                place=place,
                case=case,
                guardian=helper,
                need_ids=[str(case.needs.get().pk)],
                asked=1,
                waited_days=0,
            )
        plans.append(plan)
    gate, me = Barrier(4), actor(world.user(Role.REGION_COORDINATOR))

    def accept(plan):
        try:
            gate.wait(timeout=30)
            ids = list(plan.lines.values_list("pk", flat=True))
            return actions.accept_lines(actor=me, plan_id=plan.pk, line_ids=ids)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        told = list(people.map(accept, [*plans, *plans]))  # each plan pressed twice as well
    assert sum(accepted for accepted, _ in told) == 6
    assert Guardianship.objects.count() == 6
    assert sorted(PlanLine.objects.values_list("state", flat=True)) == ["accepted"] * 6 + ["overtaken"] * 6
