"""The first administrator of an empty installation comes by a printed link."""

from django.test import Client
from tests.world import World

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import actions
from uchastie.crm.network.models import Assignment

NEW = {"name": "Олег Первый", "email": "oleg@example.org", "password": "чай на балконе в июле"}


def _link() -> str:
    return actions.invite_first_admin()


def test_the_first_administrator_comes_by_a_link(db: None, client: Client) -> None:
    path = _link()
    assert client.post(path, NEW).url == "/setup/"
    assert Assignment.objects.get(role=Role.ADMIN).user.email == NEW["email"]
    assert _link() == "", "there is one now"


def test_every_start_prints_a_new_link_and_ends_the_old_one(db: None, client: Client) -> None:
    old, new = _link(), _link()
    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_no_link_when_there_is_an_administrator(world: World) -> None:
    assert _link() == ""
    User.objects.filter(pk=world.user(Role.ADMIN).pk).update(is_active=False)
    assert _link() != ""
