"""A lost link: a new one goes to the address on record, and nobody learns anything by guessing."""

from typing import Any

import pytest
from django.test import Client

from uchastie.crm.desk.queries.own import find_asked_for
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.parametrize("contact", ["vera@example.org", "8 912 345 67 89"])
@pytest.mark.parametrize("write", ["{0}", " {0} ", "{0} ", "№ {0}"])
def test_a_lost_link_is_sent_to_the_address_on_record(
    make_request: Any, client: Client, contact: str, write: str
) -> None:
    request = make_request()
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    answer = client.post("/find-request/", {"number": write.format(request.number), "contact": contact})
    assert "Проверьте почту" in text_of(answer)
    letter = Message.objects.get(channel="email")
    assert letter.address == "vera@example.org"
    assert "/s/" in letter.body
    assert request.beneficiary.name not in letter.subject


@pytest.mark.parametrize("short", ["{0}-{1}-{2}", "{0} {1} {2}", "дц {0} {1} {2}", "{0}{1}{2}", "ДЦ–{0}–{1}–{2}"])
def test_a_number_is_read_as_people_write_it(make_request: Any, short: str) -> None:
    request = make_request()
    _, region, year, serial = request.number.split("-")
    assert find_asked_for(short.format(region, year, serial), "+79123456789") == request


def test_the_answer_is_the_same_for_those_who_guess(make_request: Any, client: Client) -> None:
    request = make_request()
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    guesses = [(request.number, "thief@example.org"), ("ДЦ-66-2026-999999", "vera@example.org"), ("424", "vera@a.ru")]
    answers = [client.post("/find-request/", {"number": n, "contact": c}) for n, c in guesses]
    right = client.post("/find-request/", {"number": request.number, "contact": "vera@example.org"})
    strip = [text_of(answer).split("<main")[1] for answer in (*answers, right)]
    assert len(set(strip)) == 1
    assert Message.objects.filter(channel="email").count() == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "Напишите номер заявки"),
        ({"number": "ДЦ-66-2026-000424", "contact": ""}, "Напишите телефон или адрес почты"),
        ({"number": "ДЦ-66-2026-000424", "contact": "вера"}, "В номере нет цифр"),
        ({"number": "ы" * 100, "contact": "vera@example.org"}, "40"),
    ],
)
def test_an_incomplete_question_is_explained(db: None, client: Client, body: dict[str, str], says: str) -> None:
    answer = client.post("/find-request/", body)
    assert answer.status_code == 422
    assert says in text_of(answer)


def test_guessing_numbers_is_slowed_down(db: None, client: Client) -> None:
    body = {"number": "ДЦ-66-2026-000424", "contact": "vera@example.org"}
    assert [client.post("/find-request/", body).status_code for _ in range(11)] == [200] * 10 + [429]
