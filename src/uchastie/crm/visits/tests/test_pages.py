"""The page of the counter: marks, the way back, the same cost for 10 and 200 rows."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Kind, Way
from uchastie.crm.visits.models import Visit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM


@pytest.fixture
def client(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


def press(client, **fields):
    return client.post("/visits/marks/", {"purpose": "question"} | fields, follow=True)


def test_one_press_is_a_visit_without_a_name(client):
    page = press(client, extra="3").content.decode()
    assert "Отмечено: 4" in page
    assert "Без имени" in page


def test_a_name_is_looked_up_and_chosen(client, world):
    name = {"kind": Kind.PERSON, "name": "Ларина Вера", "phone": "+79123456789", "preferred_way": Way.PHONE}
    person = people.register(SYSTEM, unit=world.uralmash, **name)
    page = client.post("/visits/marks/", {"purpose": "service", "who": "ларина"})
    assert page.status_code == 422
    assert f'value="{person.pk}"' in page.content.decode()
    press(client, who="ларина", person=str(person.pk))
    assert Visit.objects.get().person_id == person.pk


def test_who_is_not_found_may_be_marked_without_a_name(client):
    page = client.post("/visits/marks/", {"purpose": "service", "who": "Неизвестный"}).content.decode()
    assert "Отметить без имени" in page
    assert 'value="Неизвестный"' in page
    press(client, who="Неизвестный", anonymous="1")
    assert Visit.objects.get().person_id is None


def test_a_mark_kept_on_the_device_never_stops_the_others(client):
    at = (clock.now() - dt.timedelta(hours=2)).isoformat()
    answer = press(client, who="Неизвестный", offline="on", at=at, key="c" * 32)
    assert answer.status_code == 200
    visit = Visit.objects.get()
    assert (visit.person_id, visit.sent_at - visit.at > dt.timedelta(hours=1)) == (None, True)
    press(client, who="Неизвестный", offline="on", at=at, key="c" * 32)
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"purpose": "нет"}, {"extra": "сто"}, {"extra": "-1"}, {"extra": "100"}, {"audience": "X"}, {"who": "1" * 201}],
)
def test_bad_input_comes_back(client, fields):
    assert press(client, **fields).status_code == 422
    assert not Visit.objects.exists()


def test_the_last_mark_is_taken_back_by_one_press(client):
    page = press(client).content.decode()
    back = re.search(r'action="(/visits/[\w-]+/cancellation/)"', page)[1]
    client.post(back)
    assert Visit.objects.get().cancel_reason == "mistake"
    assert "Вернуть" not in client.get("/visits/").content.decode()


@pytest.mark.parametrize(
    "query", ["?day=вчера", "?day=2099-01-01", "?day=2026-02-30", "?day=2020-01-01", "?day=0001-01-01"]
)
def test_odd_days_show_the_page(client, query):
    assert client.get(f"/visits/{query}").status_code == 200


def _many(world, count):
    now, unit = clock.now(), world.uralmash
    for number in range(count):
        person = make_person(unit, name=f"Человек {Visit.objects.count()}", phone="")
        Visit.objects.create(
            unit=unit,
            at=now - dt.timedelta(seconds=number),
            day=now.astimezone(unit.zone).date(),
            person=person,
            purpose="service",
            way="chosen",
            key=f"{person.pk}",
            sent_at=now,
        )


def test_a_day_costs_the_same_for_ten_and_two_hundred(client, world):
    _many(world, 10)
    client.get("/visits/")
    with CaptureQueriesContext(connection) as few:
        client.get("/visits/")
    _many(world, 190)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/visits/").content.decode()
    assert len(many) == len(few)
    assert len(many) <= 20
    assert page.count('class="voice"') == 50
    assert 'rel="next"' in page


def test_the_coordinator_looks_and_does_not_mark(client_of, world):
    page = client_of(Role.REGION_COORDINATOR).get("/visits/").content.decode()
    assert 'action="/visits/marks/"' not in page
