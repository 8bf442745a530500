"""What is shown: other centres, lists, pages, filters."""

import datetime as dt
from uuid import UUID, uuid4

import pytest

from tests.api.system import BASE, PROBLEM, STEPS, created, ids, refused
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.journal import queries as journal

pytestmark = pytest.mark.django_db


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
