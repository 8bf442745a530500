"""«Мои сервисы» (A57): what one sees there, and what it costs."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.world import actor, enter_cabinet

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.cabinet.tests.world import EMAIL, add_email, link, open_door, text_of
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.rules import CancelReason, Format, Status
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY

pytestmark = pytest.mark.django_db

PAGES = ("", "requests/", "messages/", "consents/", "data/")


@pytest.fixture
def vera(make_request: Any) -> Any:
    request = make_request()
    open_door(request)
    return request.beneficiary


def page(where: str = "") -> str:
    return text_of(enter_cabinet(EMAIL).get(f"/my/{where}"))


@pytest.mark.ledger("A57")
@pytest.mark.parametrize(
    ("state", "values", "says"),
    [
        (Status.VIEWED, {}, "Свяжемся"),
        (Status.CONTACTED, {}, "Поговорили, договариваемся о дне"),
        (Status.DELIVERED, {}, "Оцените, как помогли"),
        (Status.RATED, {}, "спасибо за оценку"),
        (Status.CLOSED, {}, "заявка закрыта"),
        (Status.CANCELLED, {"cancel_reason": CancelReason.UNREACHABLE}, "не смогли с вами связаться"),
    ],
)
def test_every_state_in_plain_words(vera: Any, make_request: Any, state: Status, values: Any, says: str) -> None:
    make_request(status=state, beneficiary=vera, **values)
    assert says in page()


def test_a_broken_promise_is_admitted_with_a_phone_to_call(vera: Any, make_request: Any) -> None:
    ago = clock.now() - dt.timedelta(days=9)
    make_request(beneficiary=vera, submitted_at=ago, contact_due_at=ago + dt.timedelta(days=2))
    shown = page()
    assert "и не успели" in shown
    assert "tel:+73433000000" in shown


def test_the_next_meeting_comes_first_and_can_be_moved(vera: Any, make_request: Any) -> None:
    soon = clock.now() + dt.timedelta(days=1)
    request = make_request(
        status=Status.SCHEDULED, beneficiary=vera, agreed_at=soon, agreed_format=Format.IN_PERSON, attention_at=soon
    )
    shown = page()
    assert "Ближайшая встреча" in shown
    assert "Екатеринбург, ул. Победы, 5" in shown
    assert link(request, "meeting/") in shown


def test_who_leads_the_request_is_named(vera: Any, world: Any, make_request: Any) -> None:
    employee = world.user(Role.CENTRE_EMPLOYEE)
    make_request(beneficiary=vera, assignee=employee)
    assert f"ведёт {employee.name}" in page()


def test_requests_of_all_centres_are_here(vera: Any, world: Any, make_request: Any) -> None:
    make_request(unit=world.novosibirsk, beneficiary=vera)
    shown = page()
    assert "Обской" in shown
    assert "Уралмаш" in shown


def test_a_personal_code_opens_nothing(vera: Any) -> None:
    shown = page()
    assert "Мой код для отметки" in shown
    assert str(vera.pk) not in shown


def test_messages_are_told_once_and_are_read(vera: Any, make_request: Any) -> None:
    request = make_request(beneficiary=vera)
    desk.send_fresh_link(request=request)
    shown = page("messages/")
    assert shown.count("Ссылка на заявку") == 1, "a letter and the page are one message"
    assert "новое" in shown
    assert "новое" not in page("messages/")


def test_letters_with_codes_are_not_among_messages(vera: Any) -> None:
    Client().post("/my/sign-in/", {"contact": EMAIL})
    assert Message.objects.filter(event="cabinet-code").exists()
    assert "Код для входа" not in page("messages/")


@pytest.mark.ledger("A10")
def test_what_is_kept_and_who_has_looked(vera: Any, world: Any, make_request: Any) -> None:
    request = make_request(beneficiary=vera)
    employee = world.user(Role.CENTRE_EMPLOYEE)
    desk.open_request(actor=actor(employee), request_id=request.pk)
    shown = page("data/")
    assert "Ларина Вера Павловна" in shown
    assert employee.name in shown
    assert request.number in shown
    for secret in (EMAIL, "912 345-67-89", employee.email):
        assert secret not in shown, "contacts stay masked: a phone is looked at over the shoulder"


def test_consents_with_what_withdrawing_means(vera: Any, make_request: Any) -> None:
    request = make_request(beneficiary=vera)
    consents.give(
        NOBODY,
        purpose=Purpose.SERVICE,
        subject_id=vera.pk,
        about_id=request.pk,
        name=vera.name,
        method=Method.WEB,
        text_id=current_text(Purpose.SERVICE).pk,
    )
    shown = page("consents/")
    assert "заявку сразу закроем" in shown
    Client().post(link(request, "consent/withdrawal/"))
    assert "Отозвано" in page("consents/")


def test_a_link_sent_to_another_person_opens_no_cabinet(vera: Any, make_request: Any) -> None:
    """The link is of one request; the cabinet asks for a code."""
    request = make_request(beneficiary=vera)
    client = Client()
    assert client.get(link(request)).status_code == 200
    assert client.get("/my/").status_code == 302


def test_nothing_of_others(vera: Any, make_request: Any, noise: Any) -> None:
    for where in PAGES:
        assert "Посторонний" not in page(where)


def test_past_requests_have_pages(vera: Any, make_request: Any) -> None:
    for _ in range(24):
        make_request(beneficiary=vera, status=Status.CLOSED)
    shown = page()
    assert "Все заявки" in shown
    first = page("requests/")
    assert first.count('class="req"') == 20
    after = first.split("?after=")[1].split('"', maxsplit=1)[0]
    assert page(f"requests/?after={after}").count('class="req"') == 5


def test_a_spoilt_place_in_the_list_is_told(vera: Any) -> None:
    assert enter_cabinet(EMAIL).get("/my/requests/?after=chepuha").status_code == 422


# --- what it costs ---


def cost(where: str) -> int:
    client = enter_cabinet(EMAIL)
    client.get(f"/my/{where}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/my/{where}").status_code == 200
    return len(queries)


@pytest.mark.parametrize("where", PAGES)
def test_ten_requests_cost_what_two_hundred_do(vera: Any, world: Any, make_request: Any, where: str) -> None:
    def more(count: int) -> None:
        for number in range(count):
            state = [Status.NEW, Status.DELIVERED, Status.CLOSED, Status.RATED][number % 4]
            request = make_request(beneficiary=vera, status=state)
            Entry.objects.filter(object_id=request.pk)
            desk.open_request(actor=actor(world.user(Role.CENTRE_EMPLOYEE)), request_id=request.pk)

    more(10)
    few = cost(where)
    more(190)
    assert cost(where) == few
    assert few <= 25, few


def test_the_list_of_those_who_wait_costs_the_same(make_request: Any, client_of: Any) -> None:
    from uchastie.crm.cabinet import actions
    from uchastie.kernel.actor import Actor, ActorKind

    def ask(count: int) -> None:
        for number in range(count):
            request = make_request()
            holder = Actor(ActorKind.HOLDER, request.pk)
            actions.ask(holder=holder, visitor=NOBODY, request_id=request.pk, text="Вопрос", key=str(number))

    def cost_of() -> int:
        client = client_of(Role.CENTRE_HEAD)
        client.get("/desk/waiting/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/waiting/")
        return len(queries)

    ask(5)
    few = cost_of()
    ask(35)
    assert cost_of() == few


def test_a_big_family_costs_the_same(make_request: Any) -> None:
    for number in range(10):
        request = make_request(name=f"Член Семьи{'абвгдежзик'[number]}")
        add_email(request)
        open_for_person(beneficiary_id=request.beneficiary_id, phone="", email=EMAIL)
    client = enter_cabinet(EMAIL)
    client.get("/my/who/")
    with CaptureQueriesContext(connection) as queries:
        assert text_of(client.get("/my/who/")).count('class="role"') == 10
    assert len(queries) <= 6
