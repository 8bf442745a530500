"""How a session begins and ends."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.signin.steps import LOGIN, code_of, login
from tests.world import PASSWORD, sign_in
from uchastie.crm.journal.models import Entry


def test_signing_in_changes_the_session(employee: Any, secret: str) -> None:
    client = Client()
    client.get(LOGIN)
    login(client, employee.email)
    before = client.session.session_key
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.session.session_key != before


def test_a_new_password_ends_other_sessions(employee: Any) -> None:
    here, elsewhere = sign_in(employee), sign_in(employee)
    new = "чай на балконе в июле"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert Entry.objects.filter(object_id=employee.pk, verb="password_changed").count() == 1


def test_other_sessions_can_be_ended(employee: Any) -> None:
    here, elsewhere = sign_in(employee), sign_in(employee)
    assert "Завершить вход на остальных" in here.get("/accounts/sessions/").content.decode()
    here.post("/accounts/sessions/")
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


@pytest.mark.parametrize(("minutes", "inside"), [(119, True), (121, False)])
def test_a_silent_session_ends(employee: Any, minutes: int, inside: bool) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        client = sign_in(employee)
        clock.shift(minutes * 60)
        assert (client.get("/me/").status_code == 200) is inside


def test_a_session_ends_after_a_working_day_even_when_used(employee: Any) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        client = sign_in(employee)
        for _ in range(12):
            assert client.get("/me/").status_code == 200
            clock.shift(3601)
        assert client.get("/me/").status_code == 302


def test_signing_out_is_a_post_and_empties_the_browser(employee: Any) -> None:
    client = sign_in(employee)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/me/").status_code == 200
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/me/").status_code == 302


def test_pages_of_signed_in_people_are_not_kept(employee: Any) -> None:
    assert sign_in(employee).get("/me/").headers["Cache-Control"] == "no-store"
