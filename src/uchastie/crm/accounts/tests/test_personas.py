"""Signing in without a password: every guard of it, one at a time."""

from typing import Any

import pytest
from django.test import Client

from uchastie.crm.accounts import access, actions, queries
from uchastie.crm.accounts.demo import list_personas, offer
from uchastie.crm.accounts.rules import PERSONA_FLAG, Persona, Role

HERE = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def demo(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    actions.mark_installation(demo=True)
    monkeypatch.setattr("uchastie.crm.accounts.demo._offered", {})
    offer(
        Persona("employee", "Сотрудник", "заявки", "inbox", email=world.user(Role.CENTRE_EMPLOYEE).email, url="/me/"),
        Persona("citizen", "Житель", "найти центр", "map-pin", helps=False, url="/"),
        Persona("gone", "Ушёл", "нет в базе", "inbox", email="nobody@example.org"),
    )
    return world


def _post(client: Client, persona: str = "employee", **meta: str) -> Any:
    return client.post("/welcome/persona/", {"persona": persona}, **(HERE | meta))


def test_a_persona_signs_in_and_is_not_asked_for_a_second_factor(demo: Any, client: Client) -> None:
    assert "Кем посмотрите" in client.get("/welcome/", **HERE).content.decode()
    assert _post(client).url == "/me/"
    assert client.session[PERSONA_FLAG] is True
    assert client.get("/me/", **HERE).status_code == 200


def test_a_persona_without_a_user_is_a_link(demo: Any, client: Client) -> None:
    assert _post(client, "citizen").url == "/"
    assert "_auth_user_id" not in client.session


def test_a_persona_gets_a_new_session(demo: Any, client: Client) -> None:
    client.get("/welcome/", **HERE)
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = session.session_key
    _post(client)
    assert client.session.session_key != before
    assert "planted" not in client.session


@pytest.mark.parametrize("persona", ["gone", "no-such", "", "<script>"])
def test_an_unknown_persona_is_a_wrong_address(demo: Any, client: Client, persona: str) -> None:
    assert _post(client, persona).status_code == 404


def test_looking_does_not_sign_in(demo: Any, client: Client) -> None:
    assert client.get("/welcome/persona/?persona=employee", **HERE).status_code == 405


def test_not_without_the_token_against_forgery(demo: Any) -> None:
    assert _post(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize("demo_mark", [None, False])
def test_not_in_a_database_that_was_not_made_a_demo(world: Any, client: Client, demo_mark: bool | None) -> None:
    offer(Persona("employee", "Сотрудник", "", "inbox", email=world.user(Role.CENTRE_EMPLOYEE).email))
    if demo_mark is not None:
        actions.mark_installation(demo=demo_mark)
    assert client.get("/welcome/", **HERE).status_code == 404
    assert _post(client).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.168.1.10"},
        {"REMOTE_ADDR": "8.8.8.8"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_HOST": "uchastie.example"},
        {"HTTP_HOST": "127.0.0.1.evil.example"},
        {"HTTP_HOST": "10.0.0.5:8000"},
    ],
)
def test_only_from_the_machine_itself(demo: Any, client: Client, settings: Any, meta: dict[str, str]) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get("/welcome/", **(HERE | meta)).status_code == 404
    assert _post(client, **meta).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("address", "host"),
    [("127.0.0.1", "127.0.0.1:8000"), ("127.0.0.1", "localhost"), ("::1", "[::1]:8000"), ("::1", "[::1]")],
)
def test_names_of_the_machine(address: str, host: str) -> None:
    assert access.is_this_machine({"REMOTE_ADDR": address}, host)


def test_the_mark_is_written_once(db: None) -> None:
    actions.mark_installation(demo=False)
    actions.mark_installation(demo=True)
    assert queries.is_demo() is False


def test_the_wiring_offers_the_personas_of_the_network() -> None:
    assert {"citizen", "applicant", "employee", "head", "coordinator", "federal", "admin"} <= {
        persona.key for persona in list_personas()
    }
