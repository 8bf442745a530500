"""The person's own rating: 1 to 5 stars, a word why up to three, thirty days to think again."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries
from uchastie.crm.desk.models import Review, ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock

pytestmark = pytest.mark.django_db


def link(request: ServiceRequest, tail: str = "") -> str:
    return f"/s/{queries.status_token(request.pk)}/{tail}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.ledger("A60", "A61")
def test_a_delivered_service_is_rated_by_its_name(make_request: Any, client: Client) -> None:
    request = make_request(status=Status.DELIVERED)
    page = text_of(client.get(link(request, "review/")))
    assert f"Оцените оказание сервиса «{request.service.name}»" in page.replace("&#34;", '"')
    assert "Пожалуйста, напишите комментарий к оценке сервиса" in page
    assert "Оценка от 1 до 5 *" in page
    assert page.count('type="radio" name="stars"') == 5
    done = client.post(link(request, "review/"), {"stars": "5", "comment": "Всё супер!"}, follow=True)
    assert "Спасибо за оценку" in text_of(done)
    review = Review.objects.get()
    assert (review.stars, review.comment, review.request) == (5, "Всё супер!", request)


@pytest.mark.ledger("A61")
@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "Поставьте оценку"),
        ({"comment": "Всё супер!"}, "Поставьте оценку"),
        ({"stars": "0"}, "Оценка бывает от 1 до 5"),
        ({"stars": "6"}, "Оценка бывает от 1 до 5"),
        ({"stars": "пять"}, "Оценка бывает от 1 до 5"),
        ({"stars": "3"}, "что было не так"),
        ({"stars": "1", "comment": "  \x00 "}, "что было не так"),
        ({"stars": "5", "comment": "ы" * 10_000}, "10 000"),
    ],
)
def test_a_wrong_rating_is_explained_and_the_words_stay(
    make_request: Any, client: Client, body: dict[str, str], says: str
) -> None:
    request = make_request(status=Status.DELIVERED)
    answer = client.post(link(request, "review/"), body)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert body.get("comment", "").strip("\x00 ") in text_of(answer)
    assert not Review.objects.exists()


def test_a_rating_is_changed_for_thirty_days(make_request: Any, client: Client) -> None:
    request = make_request(status=Status.DELIVERED)
    address = link(request, "review/")
    client.post(address, {"stars": "5"})
    client.post(address, {"stars": "5"})
    client.post(address, {"stars": "4", "comment": "Подумав"})
    assert [(review.stars, review.comment) for review in Review.objects.all()] == [(4, "Подумав")]
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        answer = client.post(address, {"stars": "1", "comment": "Поздно"})
        assert answer.status_code == 422
        assert "30 дней" in text_of(answer)
    assert Review.objects.get().stars == 4


def test_staff_cannot_rate_with_the_persons_link(make_request: Any, client_of: Any, client: Client) -> None:
    request = make_request(status=Status.DELIVERED)
    answer = client_of(Role.CENTRE_EMPLOYEE).post(link(request, "review/"), {"stars": "5"})
    assert answer.status_code == 422
    assert "Вы вошли как сотрудник" in text_of(answer)
    assert not Review.objects.exists()
    assert client.post(link(request, "review/"), {"stars": "5"}).status_code == 302


@pytest.mark.parametrize("state", [Status.NEW, Status.SCHEDULED, Status.CANCELLED])
def test_what_is_not_delivered_is_not_rated(make_request: Any, client: Client, state: Status) -> None:
    request = make_request(status=state)
    assert "после того, как сервис оказан" in text_of(client.get(link(request, "review/")))
    assert client.post(link(request, "review/"), {"stars": "5"}).status_code == 422
