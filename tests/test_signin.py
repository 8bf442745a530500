"""Signing in: what opens the door, what does not, and what an outsider can learn (nothing)."""

import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user_model
from django.test import Client

from tests.world import PASSWORD, World, add_second_factor, sign_in
from uchastie.crm.accounts.actions import mark_installation, reset_second_factor
from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import SYSTEM
from uchastie.project.personas import applicant_url

LOGIN = "/accounts/login/"


def _login(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def _code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def secret(world: World) -> str:
    user = world.user(Role.CENTRE_EMPLOYEE)
    Authenticator.objects.filter(user=user).delete()
    return add_second_factor(user)


@pytest.fixture
def employee(world: World) -> Any:
    return world.user(Role.CENTRE_EMPLOYEE)


def _letter_code() -> str:
    body = Message.objects.order_by("-created_at").first().body
    return next(word for word in body.split() if word.replace("-", "").isdigit() and len(word) == 9)


def test_password_then_second_factor(client: Client, employee: Any, secret: str) -> None:
    assert _login(client, employee.email).url == "/accounts/2fa/authenticate/"
    assert client.get("/me/").url.startswith(LOGIN), "half of the way is not inside"
    answer = client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    assert answer.url == "/desk/"
    assert client.get("/me/").status_code == 200


def test_a_code_of_the_second_factor_opens_once(employee: Any, secret: str) -> None:
    code = _code(secret)
    for client, opened in ((Client(), True), (Client(), False)):
        _login(client, employee.email)
        answer = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert (answer.status_code == 302) is opened


@pytest.mark.parametrize(("steps", "opened"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_half_a_minute_each_way(client: Client, employee: Any, secret: str, steps: int, opened: bool) -> None:
    with time_machine.travel("2026-11-23T06:20:10Z", tick=False):
        _login(client, employee.email)
        answer = client.post("/accounts/2fa/authenticate/", {"code": _code(secret, steps)})
    assert (answer.status_code == 302) is opened


def test_a_recovery_code_opens_once(employee: Any, secret: str, rf: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(employee).get_unused_codes()[0]
    for client, opened in ((Client(), True), (Client(), False)):
        _login(client, employee.email)
        assert (client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302) is opened


def test_guessing_the_second_factor_ends_after_ten(client: Client, employee: Any, secret: str) -> None:
    _login(client, employee.email)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    assert right.status_code != 302
    assert "Слишком много попыток" in right.content.decode()


def test_code_from_a_letter_still_asks_for_the_second_factor(client: Client, employee: Any, secret: str) -> None:
    client.post("/accounts/login/code/", {"email": employee.email})
    answer = client.post("/accounts/login/code/confirm/", {"code": _letter_code()})
    assert answer.url.startswith("/accounts/2fa/authenticate/")


def test_a_new_password_does_not_pass_the_second_factor(client: Client, employee: Any, secret: str) -> None:
    client.post("/accounts/password/reset/", {"email": employee.email})
    client.post("/accounts/password/reset/confirm/", {"code": _letter_code()})
    new = "чай на балконе в июле"
    done = client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    assert done.url == "/accounts/password/reset/done/"
    assert client.get("/me/").url.startswith(LOGIN)
    assert _login(client, employee.email, new).url == "/accounts/2fa/authenticate/"


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
    assert _login(client, user.email).url == "/desk/"
    page = client.get("/accounts/2fa/activate/").content.decode()
    assert "Включите второй шаг входа" in page
    done = client.post("/accounts/2fa/activate/", {"code": _code(client.session["mfa.totp.secret"])})
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
        here.post("/accounts/2fa/activate/", {"code": _code(here.session["mfa.totp.secret"])})
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


# --- nothing to learn from outside ---


def _without_token(answer: Any, email: str) -> str:
    import re

    text = answer.content.decode().replace(email, "АДРЕС")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


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
        seen.append((answer.status_code, answer.headers.get("Location"), _without_token(following, email)))
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
        answers.append((answer.status_code, _without_token(answer, email)))
    assert answers[0] == answers[1]


def test_three_wrong_codes_and_the_code_is_gone(client: Client, employee: Any) -> None:
    client.post("/accounts/login/code/", {"email": employee.email})
    code = _letter_code()
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    assert client.post("/accounts/login/code/confirm/", {"code": code}).url == "/accounts/login/code/"


def test_codes_are_in_no_subject_and_no_log(client: Client, employee: Any, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    client.post("/accounts/login/code/", {"email": employee.email})
    code = _letter_code()
    assert code not in Message.objects.get().subject
    assert code not in caplog.text
    assert employee.email not in caplog.text


# --- limits ---


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a password reached the hasher."""
    from django.contrib.auth import hashers

    reached: list[str] = []
    verify = hashers.verify_password
    monkeypatch.setattr(hashers, "verify_password", lambda *a, **k: reached.append("") or verify(*a, **k))
    return reached


def test_ten_guesses_reach_the_hasher_and_then_even_the_right_one_does_not(employee: Any, hashes: list[str]) -> None:
    for number in range(14):
        _login(Client(REMOTE_ADDR=f"10.1.1.{number}"), employee.email, f"wrong-password-{number}")
    assert len(hashes) == 10
    answer = _login(Client(), employee.email)
    assert answer.status_code == 200
    assert "Слишком много попыток" in answer.content.decode()


def test_the_limit_ends_after_a_quarter_of_an_hour(employee: Any) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        for _ in range(11):
            _login(Client(), employee.email, "wrong-password")
        assert _login(Client(), employee.email).status_code == 200
        clock.shift(15 * 60 + 1)
        assert _login(Client(), employee.email).status_code == 302


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_name_of_the_site_gives_no_more_guesses(employee: Any, hashes: list[str], host: str) -> None:
    for _ in range(10):
        _login(Client(), employee.email, "wrong-password")
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


# --- sessions ---


def test_signing_in_changes_the_session(employee: Any, secret: str) -> None:
    client = Client()
    client.get(LOGIN)
    _login(client, employee.email)
    before = client.session.session_key
    client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
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


# --- a lost right ---


def test_a_deactivated_user_is_out_at_the_next_request(employee: Any) -> None:
    client = sign_in(employee)
    get_user_model().objects.filter(pk=employee.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_a_lost_phone_ends_every_session(employee: Any) -> None:
    client = sign_in(employee)
    reset_second_factor(SYSTEM, user=employee)
    assert client.get("/me/").status_code == 302
    assert not Authenticator.objects.filter(user=employee).exists()


def test_an_ended_role_is_gone_at_the_next_request(employee: Any) -> None:
    client = sign_in(employee)
    assert client.get("/network/").status_code == 200
    Assignment.objects.filter(user=employee).update(ended_at="2026-01-01T00:00Z")
    assert client.get("/network/").status_code == 403


def test_a_page_costs_three_queries_for_knowing_who_acts(employee: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(employee)
    client.get("/nowhere/")
    mark_installation(demo=False)
    client.get("/nowhere/")
    with django_assert_num_queries(3):
        client.get("/nowhere/")


def test_a_visitor_costs_no_query_for_knowing_who_acts(world: World, django_assert_num_queries: Any) -> None:
    mark_installation(demo=False)
    Client().get("/accounts/logout/")
    client = Client()
    client.get("/nowhere/")
    with django_assert_num_queries(0):
        client.get("/nowhere/")


@pytest.mark.parametrize(
    "address", ["/accounts/signup/", "/accounts/email/", "/accounts/2fa/webauthn/", "/accounts/social/connections/"]
)
def test_doors_we_do_not_have(employee: Any, address: str) -> None:
    answer = sign_in(employee).get(address)
    assert answer.status_code == 404 or answer.url == LOGIN


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(world: World, target: str) -> None:
    user = world.user(Role.ORG_REP)
    answer = Client().post(f"{LOGIN}?next={target}", {"login": user.email, "password": PASSWORD, "next": target})
    assert answer.url == "/me/"


def test_the_applicant_of_the_demonstration_sees_a_request(world: World, make_request: Any) -> None:
    assert applicant_url() == "/find-request/"
    make_request()
    assert Client().get(applicant_url()).status_code == 200
