"""What an outsider can learn from the pages of signing in: nothing."""

from typing import Any

import pytest
from django.test import Client

from tests.signin.steps import LOGIN, letter_code, without_token
from uchastie.crm.notifications.models import Message


@pytest.mark.parametrize(
    ("address", "field", "more", "next_page"),
    [
        (LOGIN, "login", {"password": "wrong-wrong-wrong"}, ""),
        ("/accounts/login/code/", "email", {}, "/accounts/login/code/confirm/"),
        ("/accounts/password/reset/", "email", {}, "/accounts/password/reset/confirm/"),
    ],
)
def test_known_and_unknown_addresses_look_the_same(
    employee: Any, address: str, field: str, more: dict[str, str], next_page: str
) -> None:
    seen = []
    for email in (employee.email, "nobody.here@example.org"):
        client = Client()
        answer = client.post(address, {field: email, **more})
        following = client.get(next_page) if next_page else answer
        seen.append((answer.status_code, answer.headers.get("Location"), without_token(following, email)))
    assert seen[0] == seen[1]


def test_unknown_addresses_get_a_letter_too_so_the_work_is_the_same(client: Client, db: None) -> None:
    client.post("/accounts/login/code/", {"email": "nobody.here@example.org"})
    assert Message.objects.get().event == "sign-in-unknown"


def test_a_wrong_code_for_nobody_answers_as_for_somebody(employee: Any) -> None:
    answers = []
    for email in (employee.email, "nobody.here@example.org"):
        client = Client()
        client.post("/accounts/login/code/", {"email": email})
        answer = client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
        answers.append((answer.status_code, without_token(answer, email)))
    assert answers[0] == answers[1]


def test_three_wrong_codes_and_the_code_is_gone(client: Client, employee: Any) -> None:
    client.post("/accounts/login/code/", {"email": employee.email})
    code = letter_code()
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    assert client.post("/accounts/login/code/confirm/", {"code": code}).url == "/accounts/login/code/"


def test_codes_are_in_no_subject_and_no_log(client: Client, employee: Any, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    client.post("/accounts/login/code/", {"email": employee.email})
    code = letter_code()
    assert code not in Message.objects.get().subject
    assert code not in caplog.text
    assert employee.email not in caplog.text
