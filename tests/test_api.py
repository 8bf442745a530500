"""The API as another system sees it: keys, scopes, repeats, versions, one form of every error."""

import datetime as dt
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.crm.desk import queries
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.journal import queries as journal
from uchastie.kernel.actor import SYSTEM
from uchastie.project import api

pytestmark = pytest.mark.django_db
BASE = "/api/v1/requests/"
PROBLEM = "application/problem+json"


class System:
    """An outside system with a key."""

    def __init__(self, secret: str) -> None:
        self._client, self._secret = Client(raise_request_exception=False), secret

    def get(self, path: str, **query: Any) -> Any:
        return self._client.get(path, query, headers={"Authorization": f"Bearer {self._secret}"})

    def post(self, path: str, body: Any, key: str | None = "", version: int | str | None = None, **headers: str) -> Any:
        headers["Authorization"] = f"Bearer {self._secret}"
        if key is not None:
            headers["Idempotency-Key"] = key or uuid4().hex
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self._client.post(path, data, content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def _fresh_throttle(monkeypatch):
    monkeypatch.setattr(api, "throttle", api.Throttle(api.PER_MINUTE))


@pytest.fixture
def system_of(world):
    def make(who: Any, scopes: tuple[Scope, ...] = tuple(Scope)) -> System:
        _, secret = accounts.make_api_key(SYSTEM, user=world.user(who), label="Портал", scopes=scopes)
        return System(secret)

    return make


@pytest.fixture
def system(system_of) -> System:
    return system_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def asked(world) -> dict[str, Any]:
    return {
        "unit": str(world.uralmash.pk),
        "service": "consulting",
        "applicant": {"name": "Ларина Вера Павловна", "preferred_way": "phone", "phone": "8 912 345-67-89"},
        "need": "Хочу помогать, с чего начать?",
        "consent": "web",
    }


def refused(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.headers["Content-Type"] == PROBLEM, response.content
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["title"]
    return body


def created(system: System, asked: dict[str, Any]) -> UUID:
    response = system.post(BASE, asked)
    assert response.status_code == 201, response.content
    return UUID(response.json()["id"])


# --- create ---


def test_a_request_is_taken_with_a_promise(system, asked):
    response = system.post(BASE, asked)
    assert response.status_code == 201
    body = response.json()
    request = ServiceRequest.objects.get(pk=body["id"])
    assert (request.channel, request.number, request.id_pending) == ("api", body["number"], True)
    assert body["contact_due_at"] == request.contact_due_at.isoformat().replace("+00:00", "Z")
    assert journal.list_entries(request.pk)[0].actor_kind == "key"


def test_a_repeat_gets_the_same_bytes_even_after_the_request_has_moved(system, asked):
    first = system.post(BASE, asked, key="одна".encode().hex())
    ServiceRequest.objects.get(pk=first.json()["id"]).apply(attempts=3)
    again = system.post(BASE, asked, key="одна".encode().hex())
    assert (again.status_code, again.content) == (201, first.content)
    assert ServiceRequest.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(system, asked):
    system.post(BASE, asked, key="k1")
    refused(system.post(BASE, asked | {"need": "другое"}, key="k1"), 409, "key_reused")
    assert ServiceRequest.objects.count() == 1


def test_another_system_may_use_the_same_key(system, system_of, asked):
    system.post(BASE, asked, key="k1")
    assert system_of(Role.CENTRE_HEAD).post(BASE, asked, key="k1").status_code == 201
    assert ServiceRequest.objects.count() == 2


def test_without_a_key_of_repetition_nothing_is_taken(system, asked):
    refused(system.post(BASE, asked, key=None), 400, "no_key")
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize("key", ["x" * 61, "с кириллицей".encode().decode("latin-1"), "a b"])
def test_a_bad_key_of_repetition_is_refused(system, asked, key):
    assert system.post(BASE, asked, key=key).status_code == 422


BAD_BODIES = [
    ("applicant.phone", lambda a: a["applicant"].update(phone="12"), "phone"),
    ("need", lambda a: a.update(need="я" * 4001), "wrong_shape"),
    ("applicant.name", lambda a: a["applicant"].update(name="и\x00мя"), "wrong_shape"),
    ("applicant.name", lambda a: a["applicant"].pop("name"), "wrong_shape"),
    ("applicant.preferred_way", lambda a: a["applicant"].update(preferred_way="pigeon"), "wrong_shape"),
    ("unit", lambda a: a.update(unit="Уралмаш"), "wrong_shape"),
    ("consent", lambda a: a.pop("consent"), "wrong_shape"),
    ("extra", lambda a: a.update(extra=1), "wrong_shape"),
    ("service", lambda a: a.update(service="no-such"), "not_offered"),
    ("applicant", lambda a: a.update(applicant=[]), "wrong_shape"),
]


@pytest.mark.parametrize(("field", "spoil", "code"), BAD_BODIES)
def test_a_wrong_body_is_explained_by_field(system, asked, field, spoil, code):
    spoil(asked)
    body = refused(system.post(BASE, asked), 422, code)
    if code == "wrong_shape":
        assert any(error["field"].startswith(field) for error in body["errors"])
    else:
        assert body["field"] == field.split(".")[-1]
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize("body", ["{", b"\xff", '{"need": NaN}', '"\\ud800"'])
def test_what_is_not_json_is_refused(system, body):
    refused(system.post(BASE, body), 400, "malformed")


@pytest.mark.parametrize("body", ["", "[]", "null", "1", '"x"'])
def test_json_of_another_kind_is_refused(system, body):
    refused(system.post(BASE, body), 422, "wrong_shape")


def test_a_body_without_end_is_refused(system, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    refused(system.post(BASE, '{"need": "' + "x" * 2000 + '"}'), 413, "too_large")


# --- keys and scopes ---


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x", "Bearer a.b", "Basic a.b", "Bearer абв", "Bearer a\x00.b"]
)
def test_without_a_good_key_nobody_comes_in(client, header):
    headers = {} if header is None else {"Authorization": header.encode().decode("latin-1")}
    response = client.get(BASE, headers=headers)
    refused(response, 401, "unauthenticated")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_session_is_not_a_key(client_of):
    refused(client_of(Role.CENTRE_EMPLOYEE).get(BASE), 401, "unauthenticated")


def test_a_revoked_key_and_the_key_of_a_dismissed_employee_open_nothing(world, system_of):
    user = world.user(Role.CENTRE_EMPLOYEE)
    key, secret = accounts.make_api_key(SYSTEM, user=user, label="Портал", scopes=tuple(Scope))
    assert System(secret).get(BASE).status_code == 200
    accounts.revoke_api_key(world_actor(user), key_id=key.pk)
    refused(System(secret).get(BASE), 401, "unauthenticated")
    other = system_of(user)
    user.assignments.update(ended_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert other.get(BASE).json()["items"] == []
    user.is_active = False
    user.save()
    refused(other.get(BASE), 401, "unauthenticated")


def world_actor(user):
    from tests.world import actor

    return actor(user)


def test_scopes_narrow_the_key(system_of, asked, make_request):
    request = make_request(number="ДЦ-66-2026-900001")
    reader, writer = (
        system_of(Role.CENTRE_EMPLOYEE, (Scope.REQUESTS_READ,)),
        system_of(Role.CENTRE_EMPLOYEE, (Scope.REQUESTS_WRITE,)),
    )
    refused(reader.post(BASE, asked), 403, "denied")
    refused(
        reader.post(f"{BASE}{request.pk}/contacts/", {"way": "phone", "result": "talked"}, version=1), 403, "denied"
    )
    refused(writer.get(BASE), 403, "denied")
    refused(writer.get(f"{BASE}{request.pk}/"), 403, "denied")
    assert reader.get(f"{BASE}{request.pk}/").status_code == 200
    assert writer.post(BASE, asked).status_code == 201


def test_who_may_only_read_may_not_write(system_of, asked, make_request):
    coordinator, request = system_of(Role.REGION_COORDINATOR), make_request()
    assert coordinator.get(f"{BASE}{request.pk}/").status_code == 200
    refused(coordinator.post(BASE, asked), 403, "denied")
    refused(
        coordinator.post(f"{BASE}{request.pk}/contacts/", {"way": "phone", "result": "talked"}, version=1),
        403,
        "denied",
    )


def test_a_key_that_calls_too_often_waits(system, monkeypatch):
    monkeypatch.setattr(api, "throttle", api.Throttle(2))
    assert [system.get(BASE).status_code for _ in range(3)] == [200, 200, 429]
    response = system.get(BASE)
    refused(response, 429, "too_many")
    assert response["Retry-After"] == "60"


def test_who_guesses_keys_waits(client, monkeypatch):
    monkeypatch.setattr(api, "throttle", api.Throttle(2))
    assert [client.get(BASE).status_code for _ in range(3)] == [401, 401, 429]


# --- others' requests ---


def test_requests_of_other_centres_do_not_exist(system, noise, make_request):
    own = make_request()
    assert [line["id"] for line in system.get(BASE).json()["items"]] == [str(own.pk)]
    for other in noise:
        address = f"{BASE}{other.pk}/"
        refused(system.get(address), 404, "not_found")
        for step, body in STEPS.items():
            refused(system.post(f"{address}{step}/", body, version=1), 404, "not_found")


def test_a_request_for_another_centre_is_not_taken(system, world, asked):
    refused(system.post(BASE, asked | {"unit": str(world.novosibirsk.pk)}), 404, "not_found")
    refused(system.post(BASE, asked | {"unit": str(uuid4())}), 404, "not_found")


STEPS: dict[str, dict[str, Any]] = {
    "contacts": {"way": "phone", "result": "talked"},
    "agreement": {"agreed_at": "2099-01-01T10:00:00+05:00", "format": "phone"},
    "delivery": {"format": "phone", "all_steps": True},
    "cancellation": {"reason": "by_applicant"},
}


# --- read ---


def test_one_request_is_whole_and_the_reading_is_in_the_journal(system, asked):
    request_id = created(system, asked)
    response = system.get(f"{BASE}{request_id}/")
    body = response.json()
    assert body["applicant"]["phones"] == ["+79123456789"]
    assert body["need"] == asked["need"]
    assert response["ETag"] == f'"{body["version"]}"'
    assert body["status"] == "new"
    (look,) = journal.list_views_of(request_id)
    assert look.actor_kind == "key"


def test_the_list_has_no_names_and_no_contacts(system, make_request):
    make_request(name="Тайная Анна Сергеевна", phone="+79220001122")
    text = system.get(BASE).content.decode()
    assert "Тайная" not in text
    assert "9220001122" not in text


def test_pages_follow_one_another(system, make_request):
    made = [make_request().pk for _ in range(7)]
    seen, after = [], None
    for _ in range(4):
        body = system.get(BASE, limit=2, **({"after": after} if after else {})).json()
        seen += [UUID(line["id"]) for line in body["items"]]
        after = body["next"]
    assert after is None
    assert seen == sorted(made, key=lambda pk: (ServiceRequest.objects.get(pk=pk).submitted_at, pk), reverse=True)


def test_filters(system, make_request, world):
    new, rated = make_request(), make_request(status=Status.RATED)
    assert ids(system.get(BASE, status="rated")) == {str(rated.pk)}
    assert ids(system.get(BASE, unit=str(world.uralmash.pk))) == {str(new.pk), str(rated.pk)}
    assert ids(system.get(BASE, unit=str(world.novosibirsk.pk))) == set()


def test_what_has_changed_since(system, make_request):
    old, fresh = make_request(), make_request()
    moment = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    ServiceRequest.objects.filter(pk=fresh.pk).update(updated_at=moment + dt.timedelta(seconds=1))
    assert ids(system.get(BASE, updated_after=moment.isoformat())) == {str(fresh.pk)}
    assert ids(system.get(BASE, updated_after="2020-01-01T00:00:00")) == {str(old.pk), str(fresh.pk)}
    before = ServiceRequest.objects.get(pk=old.pk).updated_at
    ServiceRequest.objects.get(pk=old.pk).apply(attempts=1)
    assert ServiceRequest.objects.get(pk=old.pk).updated_at > before


def ids(response: Any) -> set[str]:
    return {line["id"] for line in response.json()["items"]}


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 201},
        {"limit": "много"},
        {"status": "lost"},
        {"unit": "x"},
        {"updated_after": "вчера"},
        {"updated_after": "0001-01-01T00:00:00+10:00"},
        {"after": "мусор"},
        {"after": "W10"},
        {"after": "WzEsMl0"},  # [1,2]
        {"after": "WyJhIiwiYiJd"},  # ["a","b"]
        {"after": "W3sidSI6IjEifSx7InQiOiIxIn1d"},
        {"after": "x" * 501},
    ],
)
def test_a_wrong_question_is_refused(system, make_request, query):
    make_request()
    response = system.get(BASE, **query)
    assert (response.status_code, response.headers["Content-Type"]) == (422, PROBLEM), response.content


@pytest.mark.parametrize("rows", [10, 100])
def test_a_list_costs_the_same(system, make_request, django_assert_max_num_queries, rows):
    for _ in range(rows):
        make_request()
    with django_assert_max_num_queries(5):
        assert len(system.get(BASE, limit=200).json()["items"]) == rows


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
