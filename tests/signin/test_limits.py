"""How often one may try."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.signin.steps import LOGIN, login
from uchastie.crm.notifications.models import Message


def test_ten_guesses_reach_the_hasher_and_then_even_the_right_one_does_not(employee: Any, hashes: list[str]) -> None:
    for number in range(14):
        login(Client(REMOTE_ADDR=f"10.1.1.{number}"), employee.email, f"wrong-password-{number}")
    assert len(hashes) == 10
    answer = login(Client(), employee.email)
    assert answer.status_code == 200
    assert "Слишком много попыток" in answer.content.decode()


def test_the_limit_ends_after_a_quarter_of_an_hour(employee: Any) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        for _ in range(11):
            login(Client(), employee.email, "wrong-password")
        assert login(Client(), employee.email).status_code == 200
        clock.shift(15 * 60 + 1)
        assert login(Client(), employee.email).status_code == 302


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_name_of_the_site_gives_no_more_guesses(employee: Any, hashes: list[str], host: str) -> None:
    for _ in range(10):
        login(Client(), employee.email, "wrong-password")
    Client(HTTP_HOST=host).post(LOGIN, {"login": employee.email.upper(), "password": "wrong-password"})
    assert len(hashes) == 10


def test_a_forged_header_does_not_change_the_address_that_is_counted(employee: Any) -> None:
    statuses = [
        Client(HTTP_X_FORWARDED_FOR=f"5.5.5.{n}")
        .post(LOGIN, {"login": f"u{n}@example.org", "password": "x"})
        .status_code
        for n in range(32)
    ]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_letters_with_codes_are_limited_by_address(employee: Any) -> None:
    for number in range(6):
        Client(REMOTE_ADDR=f"10.2.2.{number}").post("/accounts/login/code/", {"email": employee.email})
    assert Message.objects.filter(event="sign-in-code").count() == 3
