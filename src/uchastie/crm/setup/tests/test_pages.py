"""The page «Установка»: what is done, what is next; the operator where people read about their data."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.world import World

from uchastie.crm.accounts.rules import Role
from uchastie.crm.setup import queries
from uchastie.crm.setup.models import Operator
from uchastie.crm.setup.rules import next_step
from uchastie.kernel.actor import SYSTEM

OPERATOR = {
    "version": "0",
    "name": "АНО «Добрый Урал»",
    "inn": "7707083893",
    "ogrn": "1027700132195",
    "address": "620000, Екатеринбург, ул. Мира, 5",
    "email": "data@example.org",
    "phone": "8 343 555-01-12",
    "registry_number": "66-26-000123",
    "registry_on": "03.11.2026",
    "site_name": "Добрый Урал",
}


@pytest.fixture(autouse=True)
def _forget() -> None:
    queries.forget_operator()


def save(client: Client, **changes: str) -> Any:
    return client.post("/setup/operator/", OPERATOR | changes)


def test_an_empty_installation_begins_with_the_operator(db: None) -> None:
    steps = queries.list_steps(SYSTEM)
    assert [step.key for step in steps] == [
        "operator",
        "email",
        "centre",
        "staff",
        "calendar",
        "sms",
        "push",
        "backups",
    ]
    found = next_step(steps)
    assert found
    assert found.key == "operator"


def test_the_operator_is_told_to_people(
    world: World, client_of: Callable[..., Client], client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    admin = client_of(Role.ADMIN)
    with django_capture_on_commit_callbacks(execute=True):
        assert save(admin).url == "/setup/"
    page = client.get("/privacy/").content.decode().replace("&nbsp;", " ").replace("\u00a0", " ")
    for words in ("АНО «Добрый Урал»", "7707083893", "1027700132195", "№ 66-26-000123", "data@example.org"):
        assert words in page
    assert "— Добрый Урал</title>" in page
    index = admin.get("/setup/").content.decode()
    assert "АНО «Добрый Урал»" in index
    assert "Почта" in index


def test_an_unknown_operator_is_not_told(world: World, client: Client) -> None:
    assert "За систему в целом" not in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(("field", "value"), [("inn", "7707083894"), ("ogrn", "1"), ("registry_on", "завтра")])
def test_a_wrong_operator_stays_on_the_form(
    world: World, client_of: Callable[..., Client], field: str, value: str
) -> None:
    answer = save(client_of(Role.ADMIN), **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "АНО «Добрый Урал»" in answer.content.decode(), "what was typed is kept"
    assert not Operator.objects.exists()


def test_the_second_of_two_savers_is_told(world: World, client_of: Callable[..., Client]) -> None:
    save(client_of(Role.ADMIN))
    save(client_of(Role.FEDERAL_MANAGER), version="1")
    answer = save(client_of(Role.ADMIN), version="1", name="Другая организация")
    assert answer.status_code == 409
    assert Operator.objects.get().name == "АНО «Добрый Урал»"


def test_copies_are_written_down(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.ADMIN)
    note = {"version": "0", "note": "второй сервер, отвечает дежурный", "checked_on": "03.11.2026"}
    assert client.post("/setup/backups/", note).url == "/setup/"
    assert "восстановление пробовали" in client.get("/setup/").content.decode()
    assert client.post("/setup/backups/", note | {"checked_on": "03.11.2099", "version": "1"}).status_code == 422
    assert client.post("/setup/backups/", note | {"note": "", "version": "1"}).status_code == 422


def test_the_federal_manager_sees_but_does_not_set_channels(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.FEDERAL_MANAGER)
    page = client.get("/setup/").content.decode()
    assert 'href="/setup/operator/"' in page
    assert 'href="/setup/email/"' not in page
    assert client.get("/setup/email/").status_code == 403


def test_the_checklist_costs_the_same_in_a_large_network(
    world: World, client_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = client_of(Role.ADMIN)
    with django_assert_max_num_queries(20):
        client.get("/setup/")


def test_the_operator_of_the_demonstration_can_be_saved(db: None) -> None:
    from uchastie.crm.setup import demo

    demo.make()
    assert {step.key for step in queries.list_steps(SYSTEM) if step.state == "done"} >= {"operator", "backups"}
