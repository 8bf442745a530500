"""Signing in by a code: what it opens, what it tells nobody, what ends it."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.world import sign_in as sign_in_as_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.actions import forget_old
from uchastie.crm.cabinet.models import LoginCode, SignIn
from uchastie.crm.cabinet.tests.world import EMAIL, add_email, code_in_letter, open_door, sign_in, text_of
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message

pytestmark = pytest.mark.django_db


def ask(contact: str = EMAIL, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    return client, client.post("/my/sign-in/", {"contact": contact})


def without_tokens(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text_of(answer))


@pytest.mark.ledger("A57")
def test_a_code_from_a_letter_opens_the_own_services(make_request: Any) -> None:
    request = make_request(need="Нужен совет")
    open_door(request)
    page = text_of(sign_in().get("/my/"))
    assert "Здравствуйте, Вера Павловна" in page
    assert "Свяжемся" in page
    assert Entry.objects.filter(verb="signed_in", object_kind="cabinet.signin").exists()


def test_a_code_by_sms_where_there_is_a_gateway(make_request: Any, settings: Any) -> None:
    settings.SMS_URL, settings.SMS_KEY = "https://sms.example/send", "key"
    client, answer = ask("8 912 345 67 89")
    assert answer.status_code == 302
    message = Message.objects.get(event="cabinet-code")
    assert (message.channel, message.address, message.secret) == ("sms", "+79123456789", True)
    code = code_in_letter()
    assert message.body.endswith(f"@127.0.0.1 #{code}"), "the phone offers the code to this site alone"
    assert client.post("/my/code/", {"code": code}).headers["Location"] == "/my/"


def test_without_a_gateway_a_phone_is_told_what_else_there_is(db: None, settings: Any) -> None:
    settings.SMS_URL = ""
    _, answer = ask("+7 912 345-67-89")
    assert answer.status_code == 422
    assert "СМС мы пока не отправляем" in text_of(answer)
    assert not LoginCode.objects.exists()


def test_a_known_and_an_unknown_contact_look_the_same(make_request: Any) -> None:
    open_door(make_request())
    seen = []
    for email in (EMAIL, "nobody.here@example.org"):
        client, answer = ask(email)
        shown = without_tokens(client.get("/my/code/")).replace(email[:2] + "···", "КТО")
        wrong = without_tokens(client.post("/my/code/", {"code": "000000"})).replace(email[:2] + "···", "КТО")
        seen.append((answer.status_code, answer.headers["Location"], shown, wrong))
    assert seen[0] == seen[1]
    assert Message.objects.filter(event="cabinet-code").count() == 2, "the work is the same too"


def test_an_unknown_contact_is_in_and_sees_nothing_of_others(make_request: Any) -> None:
    open_door(make_request())
    page = text_of(sign_in("nobody.here@example.org").get("/my/"))
    assert "Заявок здесь пока нет" in page
    assert "Ларина" not in page


def test_a_contact_written_down_by_an_employee_opens_nothing(make_request: Any) -> None:
    """A slip of the employee must not show one person's requests to another."""
    add_email(make_request())
    assert "Заявок здесь пока нет" in text_of(sign_in().get("/my/"))


def test_the_code_field_suits_a_phone(db: None) -> None:
    client, _ = ask()
    page = text_of(client.get("/my/code/"))
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert EMAIL not in page, "the page may be looked at over the shoulder"


def test_a_code_opens_once(db: None) -> None:
    client, _ = ask()
    code = code_in_letter()
    other = Client()
    other.cookies = client.cookies.copy()
    assert client.post("/my/code/", {"code": code}).headers["Location"] == "/my/"
    answer = other.post("/my/code/", {"code": code})
    assert SignIn.objects.count() == 1
    assert answer.status_code in {302, 422}


@pytest.mark.parametrize(("minutes", "opened"), [(9, True), (11, False)])
def test_a_code_lives_ten_minutes(db: None, minutes: int, opened: bool) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        client, _ = ask()
        clock.shift(minutes * 60)
        answer = client.post("/my/code/", {"code": code_in_letter()})
    assert (answer.status_code == 302) is opened
    if not opened:
        assert "больше не действует" in text_of(answer)


def test_five_wrong_guesses_and_the_right_code_is_dead(db: None) -> None:
    client, _ = ask()
    code = code_in_letter()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        answer = client.post("/my/code/", {"code": wrong})
    assert "Попросите новый" in text_of(answer)
    assert "больше не действует" in text_of(client.post("/my/code/", {"code": code}))
    assert LoginCode.objects.get().tries == 5


@pytest.mark.parametrize("typed", ["12 34", "abcdef", "1234567", "", "\u0661\u0662\u0663\u0664\u0665\u0666"])
def test_what_is_no_code_costs_no_try(db: None, typed: str) -> None:
    client, _ = ask()
    assert client.post("/my/code/", {"code": typed}).status_code == 422
    assert LoginCode.objects.get().tries == 0


def test_pressed_twice_sends_one_code(db: None) -> None:
    client, _ = ask()
    ask(client=client)
    assert Message.objects.filter(event="cabinet-code").count() == 1
    assert client.post("/my/code/", {"code": code_in_letter()}).status_code == 302


def test_a_new_code_ends_the_old_one(db: None) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        client, _ = ask()
        old = code_in_letter()
        clock.shift(60)
        ask(client=client)
        assert client.post("/my/code/", {"code": old}).status_code == 422 or old == code_in_letter()
        assert client.post("/my/code/", {"code": code_in_letter()}).status_code == 302


def test_letters_are_limited_by_where_they_go(db: None) -> None:
    answers = [ask(client=Client(REMOTE_ADDR=f"10.3.3.{n}"))[1].status_code for n in range(6)]
    assert answers == [302, 302, 302, 302, 429, 429]
    assert Message.objects.filter(event="cabinet-code").count() == 4


def test_letters_are_limited_by_where_they_come_from(db: None) -> None:
    answers = [ask(f"user{n}@example.org", Client(REMOTE_ADDR="10.4.4.4"))[1].status_code for n in range(21)]
    assert answers[19:] == [302, 429]


@pytest.mark.parametrize("contact", ["", "вера", "8 912", "a@b", "x" * 300 + "@example.org", "vera@example.org\0"])
def test_what_is_no_contact_is_told_in_words(db: None, contact: str) -> None:
    _, answer = ask(contact)
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert 'id="id_contact_error"' in text_of(answer)


def test_codes_and_contacts_are_in_no_log_and_no_subject(db: None, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    client, _ = ask()
    code = code_in_letter()
    client.post("/my/code/", {"code": code})
    assert code not in Message.objects.get().subject
    assert code not in caplog.text
    assert EMAIL not in caplog.text
    for entry in Entry.objects.filter(object_kind="cabinet.signin"):
        assert EMAIL not in str(entry.details)


def test_only_a_digest_of_the_code_is_kept(db: None) -> None:
    ask()
    assert code_in_letter() not in LoginCode.objects.get().digest


# --- being in ---


def test_signing_in_changes_the_key_of_the_session(db: None) -> None:
    client, _ = ask()
    before = client.session.session_key
    client.post("/my/code/", {"code": code_in_letter()})
    assert client.session.session_key != before


@pytest.mark.parametrize(("remember", "hours", "inside"), [(False, 1, True), (False, 3, False), (True, 700, True)])
def test_how_long_one_stays_in(make_request: Any, remember: bool, hours: int, inside: bool) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        open_door(make_request())
        client = sign_in(remember=remember)
        clock.shift(dt.timedelta(hours=hours))
        assert (client.get("/my/").status_code == 200) is inside


def test_signing_out_is_a_post_and_ends_it(make_request: Any) -> None:
    open_door(make_request())
    client = sign_in()
    assert client.get("/my/sign-out/").status_code == 405
    answer = client.post("/my/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/my/").headers["Location"].startswith("/my/sign-in/")


def test_other_devices_can_be_signed_out(make_request: Any) -> None:
    open_door(make_request())
    here, elsewhere = sign_in(), sign_in()
    assert "Ещё 1 вход" in text_of(here.get("/my/data/"))
    here.post("/my/sign-outs/")
    assert here.get("/my/").status_code == 200
    assert elsewhere.get("/my/").status_code == 302


def test_after_signing_in_one_is_where_one_wanted_to_be(make_request: Any) -> None:
    open_door(make_request())
    client = Client()
    where = client.get("/my/messages/").headers["Location"]
    assert where == "/my/sign-in/?next=%2Fmy%2Fmessages%2F"
    client.post("/my/sign-in/", {"contact": EMAIL, "next": "/my/messages/"})
    assert client.post("/my/code/", {"code": code_in_letter()}).headers["Location"] == "/my/messages/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(db: None, target: str) -> None:
    client = Client()
    client.post("/my/sign-in/", {"contact": EMAIL, "next": target})
    assert client.post("/my/code/", {"code": code_in_letter()}).headers["Location"] == "/my/"


@pytest.mark.parametrize("role", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.BENEFICIARY])
def test_work_and_own_affairs_are_kept_apart(world: Any, make_request: Any, role: Role) -> None:
    """An employee is a citizen too, but not in the browser where he works."""
    request = make_request()
    user = world.user(role)
    open_door(request, user.email)
    client = sign_in_as_user(user)
    assert "Вы вошли как сотрудник" in text_of(client.get("/my/sign-in/"))
    assert client.get("/my/").status_code == 302
    assert "Вера Павловна" in text_of(sign_in(user.email).get("/my/"))


def test_being_in_the_cabinet_opens_nothing_of_the_staff(make_request: Any) -> None:
    request = make_request()
    open_door(request)
    client = sign_in()
    for address in ("/desk/", f"/desk/requests/{request.pk}/", "/network/", "/me/", "/desk/waiting/"):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_pages_are_kept_by_nobody(make_request: Any) -> None:
    open_door(make_request())
    answer = sign_in().get("/my/")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_what_is_over_is_forgotten(db: None) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        sign_in()
        clock.shift(dt.timedelta(hours=20))
        assert forget_old() == 0
        clock.shift(dt.timedelta(hours=20))
        assert forget_old() == 2
    assert not LoginCode.objects.exists()


def test_a_visitor_costs_no_query(db: None, django_assert_num_queries: Any) -> None:
    client = Client()
    client.get("/my/sign-in/")
    with django_assert_num_queries(0):
        client.get("/my/")
