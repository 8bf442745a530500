"""What is taken, and from whom: repeats, wrong bodies, keys, scopes."""

import datetime as dt

import pytest

from tests.api.system import BASE, System, refused
from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.journal import queries as journal
from uchastie.kernel.actor import SYSTEM
from uchastie.project import api

pytestmark = pytest.mark.django_db


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
