"""Slips of a hurried employee: the way back, two tabs, a found person and a typed name, a slip of the finger in a year."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.people import actions as people
from uchastie.kernel import clock


@pytest.fixture
def anna(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def typed():
    return {
        "key": uuid4().hex,
        "channel": "visit",
        "kind": "person",
        "name": "Вера Ларина",
        "phone": "+79123450001",
        "preferred_way": "phone",
        "service": "informing",
        "when": "later",
        "consent": "oral",
    }


def test_the_way_back_and_the_next_person(anna, typed):
    """The page kept by the browser has the key of the first request: the second person was refused for ever."""
    assert anna.post("/desk/add/", typed).status_code == 302
    typed |= {"name": "Пётр Ильин", "phone": "+79123450002"}
    shown = anna.post("/desk/add/", typed)
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "Первая заявка из этой формы уже сохранена" in page
    assert "Пётр Ильин" in page
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert key != typed["key"]
    assert anna.post("/desk/add/", typed | {"key": key}).status_code == 302
    assert ServiceRequest.objects.count() == 2


def test_a_found_person_and_a_typed_name(anna, typed, make_request):
    """The typed name was dropped in silence, and the found person got the other's request."""
    known = make_request()
    typed |= {"beneficiary": str(known.beneficiary_id), "name": "Пётр Ильин"}
    shown = anna.post("/desk/add/", typed)
    assert shown.status_code == 422
    assert "Выбран найденный человек" in unescape(shown.content.decode())
    assert ServiceRequest.objects.count() == 1
    assert anna.post("/desk/add/", typed | {"name": ""}).status_code == 302


def test_the_chosen_person_stays_chosen(anna, typed, make_request, actor_of):
    known = make_request()
    people.link_volunteer_id(
        actor_of(Role.CENTRE_EMPLOYEE), beneficiary_id=known.beneficiary_id, volunteer_id="123456", unit=known.unit
    )
    typed |= {"beneficiary": str(known.beneficiary_id), "name": "", "who": "123456", "service": "no-such"}
    shown = anna.post("/desk/add/", typed)
    assert shown.status_code == 422
    assert re.search(rf'value="{known.beneficiary_id}" checked', shown.content.decode())


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2206-12-01"])
def test_a_slip_in_the_year(anna, make_request, typed, day):
    """Year 1 ended in an error of ours: no clock counts before it."""
    request = make_request(status=Status.CONTACTED)
    body = {"day": day, "time": "00:00", "format": "phone"}
    shown = anna.post(f"/desk/requests/{request.pk}/agreement/", body)
    assert shown.status_code == 422
    assert "Проверьте год" in shown.content.decode()
    letter = typed | {"channel": "official_letter", "letter_number": "1", "letter_date": day}
    assert anna.post("/desk/add/", letter).status_code == 422


@pytest.mark.parametrize(
    ("status", "place", "body"),
    [
        (Status.VIEWED, "delivery", {"format": "phone", "all_steps": "on", "outcome": "Рассказали о курсах"}),
        (Status.VIEWED, "agreement", {"day": "", "time": "15:00", "format": "phone", "note": "Взять паспорт"}),
        (Status.CANCELLED, "contacts", {"result": "talked", "way": "phone", "note": "Говорили долго"}),
    ],
)
def test_words_of_a_step_that_is_not_at_hand_wait_in_the_note(anna, make_request, status, place, body):
    """Two tabs at different steps: the form of the other step is not on the card, its words must be."""
    request = make_request(status=status)
    if "day" in body:
        body = body | {"day": f"{clock.now() + timedelta(days=5):%Y-%m-%d}"}
    shown = anna.post(f"/desk/requests/{request.pk}/{place}/", body)
    assert shown.status_code == 422
    words = body.get("outcome") or body["note"]
    notes = re.findall(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', shown.content.decode(), re.S)
    assert any(words in note for note in notes)
