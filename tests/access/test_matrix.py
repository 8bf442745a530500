"""Every address × everybody × objects of one's own and of others answers as `policy.toml` says, and never 500."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.access.matrix import NO_ID, PEOPLE, POLICY, addresses, arguments, cells, checksum, expected, observed, send
from tests.access.matrix import url_of as address
from tests.world import World, make_request, sign_in
from uchastie.crm.desk import queries as desk

NAMES = sorted(POLICY["urls"])
OTHER_METHODS = ("POST", "PUT", "PATCH", "DELETE")


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(addresses()) == set(POLICY["urls"])


def test_every_rule_is_used():
    used = {rule for methods in POLICY["urls"].values() for rule in methods.values()}
    assert used == set(POLICY["rules"])


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    signed = {str(who): sign_in(world.user(who), raise_request_exception=False) for who in PEOPLE if who != "nobody"}
    return {"nobody": Client(raise_request_exception=False), **signed}


@pytest.fixture
def objects(world: World) -> dict[str, dict[str, Any]]:
    """For each place a value for every argument that an address may have."""
    places = {"own": world.uralmash, "sibling": world.vtoroy, "far": world.novosibirsk}
    found = {where: _of_unit(unit) for where, unit in places.items()}
    found["absent"] = {key: _absent(value) for key, value in found["own"].items()}
    return found | {"-": found["own"]}


def _of_unit(unit: Any) -> dict[str, Any]:
    request = make_request(unit)
    step = request.regulation.steps.order_by("place").first()
    return {
        "request_id": request.pk,
        "step_id": step.pk,
        "token": desk.status_token(request.pk),
        "slug": unit.slug,
        "unit_id": unit.pk,
        "code": "consulting",
        "year": 2026,
    }


def _absent(value: Any) -> Any:
    if isinstance(value, UUID):
        return NO_ID
    return value if isinstance(value, int) else "net-takogo"


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_those_of_the_policy(name, clients, objects):
    """Positive cells count too: a product that denies everything fails here."""
    before = checksum()
    wrong = []
    for cell, rule in cells(name):
        url = address(name, objects[cell.where])
        answer = send(clients[cell.who], cell.method, url)
        if observed(answer) != expected(rule, cell):
            wrong.append(f"{cell}: {answer.status_code}, the policy says {expected(rule, cell)}")
    assert wrong == []
    assert checksum() == before


@pytest.mark.parametrize("name", NAMES)
def test_other_methods_are_refused_to_everybody(name, clients, objects):
    wrong = []
    for method in (method for method in OTHER_METHODS if method not in POLICY["urls"][name]):
        for who in PEOPLE:
            answer = send(clients[str(who)], method, address(name, objects["own"]))
            if observed(answer) not in {"not_allowed", "sign_in", "denied", "hidden", "unauthorised"}:
                wrong.append(f"{method} {name} as {who}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in NAMES if arguments(name)])
def test_what_may_not_be_seen_does_not_exist(name, clients, objects):
    """The answer about another's object is the answer about none: same status, same body but for the address."""
    for cell, rule in cells(name):
        if cell.method != "GET" or cell.where in {"absent", "-"} or expected(rule, cell) != "hidden":
            continue
        client = clients[cell.who]
        urls = address(name, objects[cell.where]), address(name, objects["absent"])
        hidden, absent = (send(client, "GET", url).content.decode().replace(url, "…") for url in urls)
        assert hidden == absent, str(cell)


def test_the_matrix_notices_an_open_door(monkeypatch, clients, objects):
    """The negative control: with the guard of the requests off, the runner sees wrong cells."""
    monkeypatch.setattr("uchastie.crm.desk.access.require_reader", lambda *_: None)
    monkeypatch.setattr("uchastie.crm.desk.access.READERS", tuple(PEOPLE))
    leaks = 0
    for cell, rule in cells("desk:request"):
        answer = send(clients[cell.who], cell.method, address("desk:request", objects[cell.where]))
        leaks += observed(answer) != expected(rule, cell)
    assert leaks > 0
