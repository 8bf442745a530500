"""Lists cost the same for 10 and 200 rows; filters live in the address; figures."""

import datetime as dt
import re

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.queries import By
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM

PATHS = ["/feedback/", "/feedback/?tab=all", "/feedback/?tab=apart&stars=2", "/feedback/summary/", "/feedback/places/"]


def _many(place, count):
    now = clock.now()
    rows = [
        Mark(
            unit=place.unit,
            source="qr",
            place=place,
            stars=stars,
            comment=f"Отзыв {number}",
            rated_at=now - dt.timedelta(minutes=number),
            state="new" if stars < 4 else "quiet",
            raised_at=now if stars < 4 else None,
            due_at=now + dt.timedelta(days=1) if stars < 4 else None,
            attention_at=now + dt.timedelta(days=1) if stars < 4 else None,
        )
        for number in range(count)
        for stars in [number % 5 + 1]
    ]
    Mark.objects.bulk_create(rows)


@pytest.mark.parametrize("path", PATHS)
def test_a_list_costs_the_same_for_ten_and_two_hundred(client_of, place, path, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(Role.CENTRE_HEAD)
    _many(place, 10)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    _many(place, 190)
    with CaptureQueriesContext(connection) as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few)
    assert len(many) <= 20


def test_the_list_goes_on_after_fifty(client_of, place):
    _many(place, 120)
    client = client_of(Role.CENTRE_HEAD)
    path, seen = "/feedback/?tab=all", []
    while path:
        page = client.get(path).content.decode()
        seen += re.findall(r'class="voice__link" href="([^"]+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = "/feedback/" + found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("query", ["?tab=нет", "?stars=9", "?stars=x", "?month=2026-13", "?tab=all&stars="])
def test_odd_filters_show_the_page(client_of, world, query):
    assert client_of(Role.CENTRE_HEAD).get(f"/feedback/{query}").status_code == 200
    assert client_of(Role.CENTRE_HEAD).get(f"/feedback/summary/{query}").status_code == 200


def test_an_employee_does_not_see_contacts(client_of, leave):
    mark = leave(2, "Холодно", email="vera@example.org", phone="+79123456789")
    employee = client_of(Role.CENTRE_EMPLOYEE).get(f"/feedback/marks/{mark.pk}/").content.decode()
    head = client_of(Role.CENTRE_HEAD).get(f"/feedback/marks/{mark.pk}/").content.decode()
    assert "vera@example.org" not in employee
    assert "345-67-89" not in employee
    assert "vera@example.org" in head


def test_the_queue_tells_the_head_of_marks_that_wait(client_of, rate):
    rate(2)
    assert "Оценки ждут ответа: 1" in client_of(Role.CENTRE_HEAD).get("/desk/").content.decode()
    assert "Оценки ждут ответа" not in client_of(Role.CENTRE_EMPLOYEE).get("/desk/").content.decode()


@pytest.mark.ledger("A68")
def test_only_marks_of_requests_are_in_the_share(world, rate, leave, noise):
    rate(5, "")
    rate(2)
    leave(1, "По коду")
    unit = world.uralmash
    month = queries.month_of(unit, clock.today(unit.zone))
    counted = queries.count_stars(SYSTEM, unit, *month)
    assert (counted.total, counted.positive, counted.share) == (2, 1, 50)
    assert queries.count_stars(SYSTEM, unit, *month, counted=False).counts == (1, 0, 0, 0, 0)
    by_service = queries.count_stars_by(SYSTEM, unit, *month, By.SERVICE)
    assert by_service["consulting"].total == 2
    assert sum(stars.total for stars in queries.count_stars_by_month(SYSTEM, unit, *month).values()) == 2
    assert queries.count_stars(SYSTEM, world.vtoroy, *month).share is None


def test_a_month_is_that_of_the_centre(world, rate):
    with time_machine.travel("2026-10-31 23:30+05:00", tick=False):
        rate(5, "")
    with time_machine.travel("2026-11-01 00:30+05:00", tick=False):
        rate(4, "")
    october = queries.month_of(world.uralmash, dt.date(2026, 10, 15))
    assert queries.count_stars(SYSTEM, world.uralmash, *october).counts == (0, 0, 0, 0, 1)
    december = queries.month_of(world.uralmash, dt.date(2026, 12, 31))
    assert december[1].date() == dt.date(2027, 1, 1)


# --- recommending (A42) ---


@pytest.mark.ledger("A42")
def test_where_people_heard_of_the_centre_is_counted(world, make_request, place):
    make_request(heard_from="friends")
    make_request(heard_from="friends")
    said = actions.Said(5, heard_from="poster", recommend=10)
    actions.leave_review(visitor=NOBODY, code=place.code, said=said, key="k")
    month = queries.month_of(world.uralmash, clock.today(world.uralmash.zone))
    assert queries.count_heard(SYSTEM, world.uralmash, *month) == [("friends", 2, 0), ("poster", 0, 1)]
    assert queries.get_recommendation(SYSTEM, world.uralmash, *month).index == 100


@pytest.mark.ledger("A42")
def test_a_recommended_person_brings_the_code_along(client, world, make_request):
    recommender = make_request().beneficiary
    link = queries.share_url(world.uralmash, recommender.pk)
    assert str(recommender.pk) not in link
    assert client.get(link.partition("8000")[2] or "/" + link.split("/", 3)[3]).status_code == 200
    assert client.cookies["from"].value == queries.referral_code(recommender.pk)
    document = _consent(client)
    answer = client.post("/centres/uralmash/requests/", FORM | {"agree": "on", "text": str(document)})
    assert answer.status_code == 302
    request = ServiceRequest.objects.latest("submitted_at")
    assert (request.referral, request.heard_from) == (queries.referral_code(recommender.pk), "friends")
    assert queries.count_referred(recommender.pk) == 1


FORM = {
    "service": "consulting",
    "kind": "person",
    "name": "Новиков Олег",
    "preferred_way": "phone",
    "phone": "+7 912 000-11-22",
    "heard_from": "friends",
    "key": "c" * 32,
}


def _consent(client):
    page = client.post("/centres/uralmash/apply/consent/", FORM).content.decode()
    return re.search(r'name="text" value="([^"]+)"', page)[1]


@pytest.mark.parametrize("code", ["<script>", "a" * 11, "АБВГДЕЁЖЗИ", ""])
def test_an_odd_code_is_not_remembered(client, world, code):
    client.get("/centres/uralmash/", {"from": code})
    assert "from" not in client.cookies
