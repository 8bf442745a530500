"""Keys of outside systems."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from tests.world import World
from uchastie.crm.accounts import actions, queries
from uchastie.crm.accounts.models import ApiKey, User
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.crm.network.queries import actor_of_key
from uchastie.kernel.actor import ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal


def _make(world: World, actor_of: Any, who: Role = Role.CENTRE_HEAD) -> tuple[ApiKey, str]:
    scopes = [Scope.REQUESTS_READ]
    return actions.make_api_key(actor_of(who), user=world.user(who), label="Сайт штаба", scopes=scopes)


def test_a_key_acts_as_its_maker_and_no_wider(world: World, actor_of: Any) -> None:
    _, secret = _make(world, actor_of)
    actor = actor_of_key(secret)
    assert actor is not None
    assert actor.kind is ActorKind.KEY
    assert actor.has_role(Role.CENTRE_HEAD)
    assert actor.allows_scope(Scope.REQUESTS_READ)
    assert not actor.allows_scope(Scope.REQUESTS_WRITE)


def test_the_secret_is_not_in_the_database(world: World, actor_of: Any) -> None:
    key, secret = _make(world, actor_of)
    assert secret not in str(ApiKey.objects.values_list().get(pk=key.pk))


@pytest.mark.parametrize("wrong", ["", "x", ".", "abc.def", "{prefix}.", "{prefix}.wrong", "{secret}x"])
def test_a_wrong_secret_is_nobody(world: World, actor_of: Any, wrong: str) -> None:
    key, secret = _make(world, actor_of)
    assert queries.user_of_key(wrong.format(prefix=key.prefix, secret=secret)) is None


def test_a_revoked_key_is_nobody(world: World, actor_of: Any) -> None:
    key, secret = _make(world, actor_of)
    actions.revoke_api_key(actor_of(Role.CENTRE_HEAD), key_id=key.pk)
    assert actor_of_key(secret) is None


def test_the_key_of_a_deactivated_user_is_nobody(world: World, actor_of: Any) -> None:
    _, secret = _make(world, actor_of)
    User.objects.filter(pk=world.user(Role.CENTRE_HEAD).pk).update(is_active=False)
    assert actor_of_key(secret) is None


def test_use_is_noted_once_a_minute(world: World, actor_of: Any, django_assert_num_queries: Any) -> None:
    key, secret = _make(world, actor_of)
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        queries.user_of_key(secret)
        clock.shift(59)
        with django_assert_num_queries(1):
            queries.user_of_key(secret)
        clock.shift(2)
        queries.user_of_key(secret)
    key.refresh_from_db()
    assert key.last_used_at == dt.datetime(2026, 11, 23, 6, 1, 1, tzinfo=dt.UTC)


def test_nobody_makes_a_key_for_another(world: World, actor_of: Any) -> None:
    with pytest.raises(Denied):
        actions.make_api_key(
            actor_of(Role.ADMIN), user=world.user(Role.CENTRE_HEAD), label="Чужой", scopes=[Scope.REQUESTS_READ]
        )


def test_an_employee_makes_no_keys(world: World, actor_of: Any) -> None:
    with pytest.raises(Denied):
        _make(world, actor_of, Role.CENTRE_EMPLOYEE)


def test_nobody_revokes_the_key_of_another(world: World, actor_of: Any) -> None:
    key, secret = _make(world, actor_of)
    with pytest.raises(NotSeen):
        actions.revoke_api_key(actor_of(Role.ADMIN), key_id=key.pk)
    assert actor_of_key(secret) is not None


@pytest.mark.parametrize(("label", "scopes", "code"), [("", ["requests:read"], "no_label"), ("Сайт", [], "no_scopes")])
def test_a_key_says_what_for(world: World, actor_of: Any, label: str, scopes: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.make_api_key(actor_of(Role.CENTRE_HEAD), user=world.user(Role.CENTRE_HEAD), label=label, scopes=scopes)
    assert refused.value.code == code


def test_the_page_shows_the_secret_once(world: World, client_of: Any) -> None:
    client = client_of(Role.CENTRE_HEAD)
    made = client.post("/me/keys/new/", {"label": "Сайт штаба", "scopes": ["requests:read"]})
    assert made.status_code == 201
    key = ApiKey.objects.get()
    assert f"{key.prefix}." in made.content.decode()
    listed = client.get("/me/keys/").content.decode()
    assert "Сайт штаба" in listed
    assert f"{key.prefix}." not in listed
    assert client.post(f"/me/keys/{key.pk}/revocation/").status_code == 302
    assert "Сайт штаба" not in client.get("/me/keys/").content.decode()


@pytest.mark.parametrize("sent", [{"label": "", "scopes": []}, {"label": "x" * 101, "scopes": ["everything"]}])
def test_a_form_filled_wrong_comes_back(client_of: Any, sent: dict[str, Any]) -> None:
    answer = client_of(Role.CENTRE_HEAD).post("/me/keys/new/", sent)
    assert answer.status_code == 422
    assert not ApiKey.objects.exists()
