"""What opens the door: the password, then the second factor, and what does not."""

from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client

from tests.signin.steps import LOGIN, code_of, letter_code, login
from tests.world import World, sign_in
from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.journal.models import Entry


def test_password_then_second_factor(client: Client, employee: Any, secret: str) -> None:
    assert login(client, employee.email).url == "/accounts/2fa/authenticate/"
    assert client.get("/me/").url.startswith(LOGIN), "half of the way is not inside"
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.url == "/desk/"
    assert client.get("/me/").status_code == 200


def test_a_code_of_the_second_factor_opens_once(employee: Any, secret: str) -> None:
    code = code_of(secret)
    for client, opened in ((Client(), True), (Client(), False)):
        login(client, employee.email)
        answer = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert (answer.status_code == 302) is opened


@pytest.mark.parametrize(("steps", "opened"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_half_a_minute_each_way(client: Client, employee: Any, secret: str, steps: int, opened: bool) -> None:
    with time_machine.travel("2026-11-23T06:20:10Z", tick=False):
        login(client, employee.email)
        answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret, steps)})
    assert (answer.status_code == 302) is opened


def test_a_recovery_code_opens_once(employee: Any, secret: str, rf: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(employee).get_unused_codes()[0]
    for client, opened in ((Client(), True), (Client(), False)):
        login(client, employee.email)
        assert (client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302) is opened


def test_guessing_the_second_factor_ends_after_ten(client: Client, employee: Any, secret: str) -> None:
    login(client, employee.email)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert right.status_code != 302
    assert "Слишком много попыток" in right.content.decode()


def test_code_from_a_letter_still_asks_for_the_second_factor(client: Client, employee: Any, secret: str) -> None:
    client.post("/accounts/login/code/", {"email": employee.email})
    answer = client.post("/accounts/login/code/confirm/", {"code": letter_code()})
    assert answer.url.startswith("/accounts/2fa/authenticate/")


def test_a_new_password_does_not_pass_the_second_factor(client: Client, employee: Any, secret: str) -> None:
    client.post("/accounts/password/reset/", {"email": employee.email})
    client.post("/accounts/password/reset/confirm/", {"code": letter_code()})
    new = "чай на балконе в июле"
    done = client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    assert done.url == "/accounts/password/reset/done/"
    assert client.get("/me/").url.startswith(LOGIN)
    assert login(client, employee.email, new).url == "/accounts/2fa/authenticate/"


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_without_a_second_factor_get_no_further(world: World, role: Role) -> None:
    user = world.user(role)
    Authenticator.objects.filter(user=user).delete()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (
        "/me/",
        "/network/",
        "/desk/",
        "/accounts/password/change/",
        "/accounts/sessions/",
        "/",
        "/nowhere/",
    ):
        assert client.get(address).url == "/accounts/2fa/activate/"
    assert client.get("/healthz").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200


def test_setting_the_second_factor_up_opens_the_work(world: World) -> None:
    user = world.user(Role.CENTRE_HEAD)
    Authenticator.objects.filter(user=user).delete()
    client = Client()
    assert login(client, user.email).url == "/desk/"
    page = client.get("/accounts/2fa/activate/").content.decode()
    assert "Включите второй шаг входа" in page
    done = client.post("/accounts/2fa/activate/", {"code": code_of(client.session["mfa.totp.secret"])})
    assert done.url == "/accounts/2fa/codes/"
    assert "Запасные коды" in client.get("/accounts/2fa/codes/").content.decode()
    assert client.get("/me/").status_code == 200
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_new_second_factor_ends_other_sessions_and_is_in_the_journal(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    user = world.user(Role.BENEFICIARY)
    here, elsewhere = sign_in(user), sign_in(user)
    here.get("/accounts/2fa/activate/")
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/2fa/activate/", {"code": code_of(here.session["mfa.totp.secret"])})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert Entry.objects.filter(object_id=user.pk, verb="second_factor_changed").exists()


def test_the_secret_is_encrypted_at_rest(employee: Any, secret: str) -> None:
    stored = Authenticator.objects.get(user=employee, type="totp").data["secret"]
    assert secret not in stored


def test_an_old_secret_key_still_opens_what_it_closed(settings: Any) -> None:
    from uchastie.project.signin import SecondFactorAdapter

    closed = SecondFactorAdapter().encrypt(generate_totp_secret())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert len(SecondFactorAdapter().decrypt(closed)) == 32
