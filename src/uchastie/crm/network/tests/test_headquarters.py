"""Municipal headquarters: made by the region, and seeing just the centres that stand under them."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.world import World, actor, make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import actions, queries
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

type Acts = Callable[[Role], Actor]


def test_its_coordinator_sees_its_centres_and_no_others(world: World, actor_of: Acts) -> None:
    region = actor_of(Role.REGION_COORDINATOR)
    unit = actions.create_headquarters(region, region_code="66", name="Штаб  города Реж")
    assert (unit.name, unit.path) == ("Штаб города Реж", "/66/shtab-goroda-rezh/")
    coordinator = make_user("rezh", Role.MUNICIPAL_COORDINATOR, unit)
    assert list(queries.list_units(actor(coordinator))) == [unit]
    actions.update_headquarters(region, unit_id=unit.pk, version=1, name=unit.name, centres=[world.uralmash.pk])
    assert set(queries.list_units(actor(coordinator))) == {unit, world.uralmash}
    assert queries.get_centre("uralmash").pk == world.uralmash.pk, "the address of its page stays"
    unit.refresh_from_db()
    actions.update_headquarters(region, unit_id=unit.pk, version=unit.version, name=unit.name, centres=[])
    assert list(queries.list_units(actor(coordinator))) == [unit]
    assert Unit.objects.get(slug="uralmash").path == "/66/uralmash/"


def test_a_centre_of_another_headquarters_is_not_taken(world: World, actor_of: Acts) -> None:
    region = actor_of(Role.REGION_COORDINATOR)
    first = actions.create_headquarters(region, region_code="66", name="Штаб Режа", centres=[world.uralmash.pk])
    second = actions.create_headquarters(
        region, region_code="66", name="Штаб Ирбита", centres=[world.uralmash.pk, world.novosibirsk.pk]
    )
    assert Unit.objects.get(slug="uralmash").parent_id == first.pk
    assert not second.children.exists()


def test_two_of_one_name_in_a_region_are_refused(world: World, actor_of: Acts) -> None:
    with pytest.raises(Refusal, match="name"):
        actions.create_headquarters(actor_of(Role.ADMIN), region_code="66", name=world.city.name)
    with pytest.raises(Refusal, match="name"):
        actions.create_headquarters(actor_of(Role.ADMIN), region_code="66", name=" ")


def test_only_the_region_and_those_above_keep_it(world: World, actor_of: Acts) -> None:
    with pytest.raises(NotSeen):
        actions.create_headquarters(actor_of(Role.REGION_COORDINATOR), region_code="54", name="Штаб Оби")
    change = {"unit_id": world.city.pk, "version": 1, "name": "Штаб", "centres": []}
    with pytest.raises(Denied):
        actions.update_headquarters(actor_of(Role.MUNICIPAL_COORDINATOR), **change)
    actions.update_headquarters(actor_of(Role.FEDERAL_MANAGER), **change)
    with pytest.raises(Conflict):
        actions.update_headquarters(actor_of(Role.FEDERAL_MANAGER), **change)


def test_the_way_through_the_pages(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    assert "Муниципальный штаб" in client.get("/network/?region=66").content.decode()
    made = client.post("/network/headquarters/new/", {"name": "Штаб города Реж", "region": "66"})
    assert made.url == "/network/headquarters/shtab-goroda-rezh/"
    page = client.get(made.url).content.decode()
    assert "Уралмаш" in page
    assert "Обской" not in page
    saved = client.post(made.url, {"version": 1, "name": "Штаб города Реж", "centres": [str(world.uralmash.pk)]})
    assert saved.url == "/network/units/shtab-goroda-rezh/"
    unit_page = client.get(saved.url).content.decode()
    assert "Координатор муниципального штаба" in unit_page
    assert made.url in unit_page
    assert client.post(made.url, {"version": 9, "name": "Штаб города Реж"}).status_code == 409
