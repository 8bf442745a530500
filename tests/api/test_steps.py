"""What is done: the whole way, versions, refusals, the description."""

import json
from typing import Any

import pytest

from tests.api.system import BASE, PROBLEM, STEPS, created, refused
from uchastie.crm.desk import queries
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status

pytestmark = pytest.mark.django_db


# --- the six steps ---


def test_the_whole_way(system, asked):
    request_id = created(system, asked)
    address = f"{BASE}{request_id}/"
    contact = system.post(f"{address}contacts/", STEPS["contacts"], version=1)
    assert (contact.status_code, contact.json()["status"]) == (200, "contacted")
    agreed = system.post(f"{address}agreement/", STEPS["agreement"], version=contact.json()["version"])
    assert agreed.json()["status"] == "scheduled"
    topic = {"topic": first_topic()} if first_topic() else {}
    done = system.post(f"{address}delivery/", STEPS["delivery"] | topic, version=agreed.json()["version"])
    assert (done.status_code, done.json().get("status")) == (200, "delivered"), done.content
    token = queries.status_token(request_id)
    rated = system.post(f"{address}review/", {"token": token, "stars": 5, "comment": "Спасибо"}, key=None)
    assert (rated.status_code, rated.json()["stars"]) == (200, 5)
    assert ServiceRequest.objects.get(pk=request_id).status == "rated"


def first_topic() -> str:
    from uchastie.crm.catalogue.models import Topic

    return Topic.objects.filter(service_id="consulting").values_list("code", flat=True).first() or ""


def test_a_repeated_step_is_one_step_with_the_same_answer(system, make_request):
    request = make_request()
    address = f"{BASE}{request.pk}/contacts/"
    first = system.post(address, STEPS["contacts"], key="k1", version=1)
    again = system.post(address, STEPS["contacts"], key="k1", version=1)
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert ServiceRequest.objects.get(pk=request.pk).attempts == 1
    refused(system.post(address, STEPS["contacts"] | {"note": "x"}, key="k1", version=1), 409, "key_reused")
    refused(system.post(address, STEPS["contacts"], key="k1", version=2), 409, "key_reused")


def test_a_step_from_an_old_version_is_refused(system, make_request):
    request = make_request()
    address = f"{BASE}{request.pk}/contacts/"
    system.post(address, STEPS["contacts"], version=1)
    refused(system.post(address, STEPS["contacts"], version=1), 409, "stale")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:00:00-10:00", "2027-01-01T10:00:00"])
def test_an_impossible_moment_is_refused(system, make_request, at):
    body = STEPS["agreement"] | {"agreed_at": at}
    refused(system.post(f"{BASE}{make_request().pk}/agreement/", body, version=1), 422, "wrong_shape")


def test_an_odd_offset_is_read(system, make_request):
    make_request()
    assert len(system.get(BASE, updated_after="2020-01-01T00:00:00+18:33").json()["items"]) == 1


@pytest.mark.parametrize("step", STEPS)
def test_a_step_without_a_version_is_refused(system, make_request, step):
    refused(system.post(f"{BASE}{make_request().pk}/{step}/", STEPS[step]), 428, "no_version")


@pytest.mark.parametrize("version", ["x", "-1", "1.0", "9" * 10])
def test_a_strange_version_is_refused(system, make_request, version):
    response = system.post(f"{BASE}{make_request().pk}/contacts/", STEPS["contacts"], version=version)
    refused(response, 422, "wrong_shape")


def test_an_illegal_step_is_refused_and_leaves_no_trace(system, make_request):
    request = make_request()
    refused(system.post(f"{BASE}{request.pk}/delivery/", STEPS["delivery"], key="k1", version=1), 422, "illegal_move")
    assert ServiceRequest.objects.get(pk=request.pk).version == 1
    assert system.post(f"{BASE}{request.pk}/contacts/", STEPS["contacts"], key="k1", version=1).status_code == 200


def test_staff_cannot_rate_for_the_person(system, make_request):
    request, other = make_request(status=Status.DELIVERED), make_request(status=Status.DELIVERED)
    address = f"{BASE}{request.pk}/review/"
    refused(system.post(address, {"stars": 5}), 422, "wrong_shape")
    refused(system.post(address, {"token": "подделка", "stars": 5}), 404, "link_bad")
    refused(system.post(address, {"token": queries.status_token(other.pk), "stars": 5}), 404, "not_found")
    refused(system.post(address, {"token": queries.status_token(request.pk), "stars": 2}), 422, "comment")
    assert ServiceRequest.objects.get(pk=request.pk).status == "delivered"


# --- the edges ---


@pytest.mark.parametrize(
    "path", ["", "nothing/", "requests/x/", "requests/6fd9afe8-c5e8-4b96-9e43-e6423f4f05a6/x/", "docs"]
)
def test_a_wrong_address_is_a_problem_too(system, path):
    refused(system.get(f"/api/v1/{path}"), 404, "not_found")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_wrong_method_is_a_problem_too(client, method):
    response = getattr(client, method)(BASE)
    refused(response, 405, "method")
    assert response["Allow"]


def test_trouble_is_said_without_its_details(system, monkeypatch):
    def fail(actor: Any) -> None:
        raise RuntimeError("пароль базы данных")

    monkeypatch.setattr(queries, "list_requests", fail)
    body = refused(system.get(BASE), 500, "trouble")
    assert "пароль" not in json.dumps(body, ensure_ascii=False)


def test_the_description_is_public_and_complete(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            answers = set(operation["responses"])
            assert {"400", "401", "403", "404", "422", "429", "500"} <= answers, path
            assert all(PROBLEM in operation["responses"][status]["content"] for status in answers if int(status) > 399)
