"""From the waiting family to the reservation."""

import pytest
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_case, make_guardian, make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardians import guards
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.matching import queries
from uchastie.crm.network import queries as network
from uchastie.kernel.errors import NotSeen


@pytest.fixture
def coordinator(world):
    return network.actor_of(world.user(Role.REGION_COORDINATOR))


@pytest.fixture
def papers(monkeypatch):
    """All papers stand: what they are is proved where they are kept."""
    monkeypatch.setattr(guards, "_makers", [])


def text(response):
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.ledger("B12")
@pytest.mark.usefixtures("papers")
def test_candidates_are_ordered_and_explained(world, coordinator):
    case = make_case(world, needs=2)
    good, unable = make_guardian(world), make_guardian(world, categories=("legal",))
    full = make_guardian(world, capacity=1)
    make_pair(world, guardian=full, state="matched")
    make_guardian(world, unit=world.other_region)
    make_guardian(world, state="paused")
    _, needs, found = queries.list_candidates(coordinator, case.pk)
    assert [one.guardian for one in found] == [good, full, unable]
    assert (found[0].fit.full, len(needs)) == (2, 2)
    assert found[1].fit.stops == ("все места заняты",)
    assert not found[2].fit.possible


def test_a_guardian_whose_paper_has_lapsed_is_refused_at_the_choice(world):
    case, guardian = make_case(world), make_guardian(world)
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    body = {"guardian": str(guardian.pk), "needs": [str(case.needs.get().pk)]}
    refused = client.post(reverse("matching:choice", args=[case.pk]), body)
    assert refused.status_code == 422
    assert "пока не готов принять семью" in text(refused)
    assert not Guardianship.objects.exists()


@pytest.mark.ledger("B29")
def test_families_that_wait_stand_in_their_order(world, coordinator):
    first, second = make_case(world), make_case(world)
    make_case(world, state="received")
    make_case(world, unit=world.other_region)
    make_guardian(world)
    page, total = queries.list_waiting(coordinator, world.region)
    assert [(row.case, row.possible) for row in page.items] == [(first, 1), (second, 1)]
    assert total == 2


@pytest.mark.usefixtures("papers")
def test_a_choice_reserves_and_leads_to_the_pair(world):
    case, guardian = make_case(world), make_guardian(world)
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("matching:choice", args=[case.pk])
    need = case.needs.get()
    refused = client.post(there, {"guardian": str(guardian.pk)})
    assert refused.status_code == 422
    assert "тметьте хотя бы одну потребность" in text(refused)
    done = client.post(there, {"guardian": str(guardian.pk), "needs": [str(need.pk)]})
    pair = Guardianship.objects.get()
    assert done["Location"] == reverse("guardianship:pair", args=[pair.pk])
    again = client.post(there, {"guardian": str(guardian.pk), "needs": [str(need.pk)]})
    assert again.status_code in {409, 422}
    assert Guardianship.objects.count() == 1


def test_another_region_sees_nothing(world):
    case, guardian = make_case(world, unit=world.other_region), make_guardian(world, unit=world.other_region)
    actor = network.actor_of(world.user(Role.REGION_COORDINATOR))
    with pytest.raises(NotSeen):
        queries.list_candidates(actor, case.pk)
    with pytest.raises(NotSeen):
        queries.list_families_for(actor, guardian.pk)


@pytest.mark.parametrize("many", [2, 12])
def test_the_list_costs_the_same(world, coordinator, many, django_assert_max_num_queries):
    for _ in range(many):
        make_case(world)
        make_guardian(world)
    with django_assert_max_num_queries(9):
        assert queries.list_waiting(coordinator, world.region)[1] == many


def test_families_of_a_guardian(world, coordinator):
    case, guardian = make_case(world), make_guardian(world)
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    shown = text(client.get(reverse("matching:families", args=[guardian.pk])))
    assert case.number in shown
    assert "1 из 1" in shown


@pytest.mark.usefixtures("papers")
def test_who_has_refused_or_is_there_already_is_not_offered_again(world, coordinator):
    case = make_case(world)
    said_no, there = make_guardian(world), make_guardian(world)
    make_pair(world, case=case, guardian=said_no, state="declined")
    make_pair(world, case=case, guardian=there, state="proposed")
    case.needs.update(state="open")
    stops = {one.guardian: one.fit.stops for one in queries.list_candidates(coordinator, case.pk)[2]}
    assert stops == {said_no: ("уже отказывались друг от друга",), there: ("уже в паре с этой семьёй",)}
    assert [row.possible for row in queries.list_waiting(coordinator, world.region)[0].items] == [0]
    assert not queries.list_families_for(coordinator, said_no.pk)[2][0][1].possible


@pytest.mark.parametrize("many", [15, 40])
def test_candidates_cost_the_same(world, coordinator, many, django_assert_max_num_queries):
    case = make_case(world)
    for _ in range(many):
        make_guardian(world)
    with django_assert_max_num_queries(9):
        assert len(queries.list_candidates(coordinator, case.pk)[2]) == 12


def test_a_long_line_of_families_is_read_page_by_page(world, coordinator, monkeypatch):
    monkeypatch.setattr(queries.fits, "PAGE", 2)
    cases = [make_case(world) for _ in range(3)]
    first, total = queries.list_waiting(coordinator, world.region)
    second, _ = queries.list_waiting(coordinator, world.region, after=first.after)
    assert [row.case for row in (*first.items, *second.items)] == cases
    assert (total, second.after) == (3, None)
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    page = text(client.get(reverse("matching:index")))
    assert "3 семьи ждут" in page
    assert f"?after={first.after}" in page
