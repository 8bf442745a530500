"""Every page of the board answers with what stands behind it in the catalogue of pages."""

import pytest
from tests.access.neighbours import neighbours_of
from tests.pages.neighbours import NEIGHBOURS, make_neighbours
from tests.pages.page import Objects
from tests.world import Citizen, World, enter_cabinet, make_request, sign_in

from uchastie.crm.accounts.rules import Role

pytestmark = pytest.mark.django_db


def test_every_page_answers(world: World) -> None:
    from django.test import Client

    values = make_neighbours(world) | {"slug": world.uralmash.slug, "request-new": make_request(world.uralmash).pk}
    objects = Objects(values)
    wrong = []
    for page in NEIGHBOURS:
        if page.who is None:
            client = Client()
        elif isinstance(page.who, Citizen):
            client = enter_cabinet(page.who)
        else:
            client = sign_in(world.user(page.who))
        status = client.get(page.path(objects)).status_code
        if status != page.status:
            wrong.append((page.name, status))
    assert wrong == []


def test_places_of_the_matrix_can_be_made(world: World) -> None:
    heads = {"uralmash": world.user(Role.CENTRE_HEAD)}
    for unit in (world.uralmash, world.vtoroy, world.novosibirsk):
        assert neighbours_of(unit, heads.get(unit.slug, world.stranger))
