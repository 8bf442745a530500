"""Behind the signed link: what a person sees, rates, switches off and withdraws, and what a broken link says."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.world import actor

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.models import ContactAttempt, Note, ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Format, Result, Status
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY

pytestmark = pytest.mark.django_db


def link(request: ServiceRequest, tail: str = "") -> str:
    return f"/s/{queries.status_token(request.pk)}/{tail}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def give_consent(request: ServiceRequest) -> Consent:
    return consents.give(
        NOBODY,
        purpose=Purpose.SERVICE,
        subject_id=request.beneficiary_id,
        about_id=request.pk,
        name="Ларина Вера Павловна",
        method=Method.WEB,
        text_id=current_text(Purpose.SERVICE).pk,
    )


@pytest.mark.ledger("A35")
@pytest.mark.parametrize("state", list(Status))
def test_every_state_tells_what_happens_now(make_request: Any, client: Client, state: Status) -> None:
    agreed = {"agreed_at": clock.now(), "agreed_format": Format.IN_PERSON} if state is Status.SCHEDULED else {}
    page = text_of(client.get(link(make_request(status=state, **agreed))))
    says = {
        Status.NEW: "Позвоним",
        Status.VIEWED: "Позвоним",
        Status.CONTACTED: "Мы с вами поговорили",
        Status.SCHEDULED: "Приходите в центр: Екатеринбург, ул. Победы, 5",
        Status.DELIVERED: "Оцените оказание сервиса",
        Status.RATED: "Сервис оказан",
        Status.CLOSED: "Заявка закрыта без оценки",
        Status.CANCELLED: "Объяснять ничего не нужно",
    }[state]
    assert says in page
    assert "+7 343 300-00-00" in page, "the centre's phone is always there"


def test_a_promise_shows_its_days_and_a_broken_one_is_admitted(make_request: Any, client: Client) -> None:
    with time_machine.travel("2026-11-20 16:30+05:00", tick=False):
        request = make_request(contact_due_at=dt.datetime(2026, 11, 24, 18, 59, 59, tzinfo=dt.UTC))
        page = text_of(client.get(link(request)))
        assert "до вт, 24 ноября" in page
        assert page.count('class="off"') == 2, "Saturday and Sunday are drawn and not counted"
    with time_machine.travel("2026-11-25 09:00+05:00", tick=False):
        assert "Обещали до вт, 24 ноября, и не успели" in text_of(client.get(link(request)))


@pytest.mark.ledger("A10")
def test_a_person_sees_everything_recorded_and_who_looked(make_request: Any, client: Client, world: Any) -> None:
    request = make_request(need="Своими словами")
    employee = world.user(Role.CENTRE_EMPLOYEE)
    now = clock.now()
    ContactAttempt.objects.create(
        request=request, at=now, by=employee, way="phone", result=Result.NO_ANSWER, note="Длинные гудки"
    )
    Note.objects.create(request=request, at=now, by=employee, text="Просит говорить громче")
    give_consent(request)
    actions.open_request(actor=actor(employee), request_id=request.pk)
    page = text_of(client.get(link(request)))
    for part in ("Своими словами", "Длинные гудки", "Просит говорить громче", employee.name, "1 раз", "редакция 1"):
        assert part in page, part


def test_contacts_of_the_card_are_masked_and_private_data_of_staff_absent(
    make_request: Any, client: Client, world: Any
) -> None:
    employee = world.user(Role.CENTRE_EMPLOYEE)
    request = make_request(assignee=employee)
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera.larina@example.org")
    page = text_of(client.get(link(request)))
    assert "+7 912 ···-··-89" in page
    assert "ve···@example.org" in page
    for secret in ("79123456789", "912 345-67-89", "vera.larina@", employee.email):
        assert secret not in page, secret
    assert employee.name in page


def test_an_own_page_is_kept_by_nobody(make_request: Any, client: Client) -> None:
    answer = client.get(link(make_request()))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin", "with no-referrer browsers send «Origin: null» and cannot post"


def test_the_acknowledgement_tells_of_a_letter_only_when_there_is_one(make_request: Any, client: Client) -> None:
    request = make_request()
    assert "Сохраните ссылку" in text_of(client.get(link(request, "accepted/")))
    Message.objects.create(
        key="k",
        event="request-received",
        channel="email",
        about_id=request.pk,
        address="vera@example.org",
        subject="Заявка принята",
        body="…",
        created_at=clock.now(),
    )
    page = text_of(client.get(link(request, "accepted/")))
    assert "отправляем на ve···@example.org" in page
    assert "Сохраните ссылку" not in page


def test_the_acknowledgement_leads_on_when_things_have_moved(make_request: Any, client: Client) -> None:
    request = make_request(status=Status.CONTACTED)
    assert client.get(link(request, "accepted/"))["Location"] == client.get(link(request)).request["PATH_INFO"]


@pytest.mark.parametrize("tail", ["", "accepted/", "review/", "consent/"])
def test_a_broken_or_old_link_says_what_to_do(make_request: Any, client: Client, tail: str) -> None:
    request, other = make_request(), make_request(name="Другой", phone="+79990000000")
    token, foreign = queries.status_token(request.pk), queries.status_token(other.pk)
    mixed = foreign.split("~")[0] + "~" + token.split("~", 1)[1]
    for altered in (token[:-1], token + "x", mixed, "abc", "ы", "a~b~c", "%00", "~~", "x" * 5000):
        answer = client.get(f"/s/{altered}/{tail}")
        assert answer.status_code == 404, altered
        assert "Получить новую ссылку" in text_of(answer)
        assert request.number not in text_of(answer)
    with time_machine.travel(clock.now() + dt.timedelta(days=181)):
        answer = client.get(f"/s/{token}/{tail}")
        assert answer.status_code == 410
        assert "Срок ссылки вышел" in text_of(answer)


@pytest.mark.ledger("A7")
def test_reminders_are_switched_off_and_on_and_silence_the_invitation(make_request: Any, client: Client) -> None:
    request = make_request()
    person = request.beneficiary
    page = client.post(link(request, "reminders/"), {"reminders": "off"}, follow=True)
    person.refresh_from_db()
    assert person.reminders_off
    assert "Выключены" in text_of(page)
    client.post(link(request, "reminders/"), {"reminders": "on"})
    person.refresh_from_db()
    assert not person.reminders_off
    assert client.get(link(request, "reminders/")).status_code == 405


def test_the_receipt_is_read_and_withdrawn_and_closes_the_request(make_request: Any, client: Client) -> None:
    request = make_request()
    give_consent(request)
    receipt = text_of(client.get(link(request, "consent/")))
    for part in ("Ларина Вера Павловна", "на сайте", "редакция 1", "Дом молодёжи"):
        assert part in receipt, part
    done = client.post(link(request, "consent/withdrawal/"), follow=True)
    request.refresh_from_db()
    assert (request.status, request.cancel_reason) == (Status.CANCELLED, CancelReason.BY_APPLICANT)
    assert Consent.objects.get().withdrawn_at
    assert "Согласие отозвано" in text_of(done)
    assert client.post(link(request, "consent/withdrawal/")).status_code == 302, "twice is once"
    assert "Отозвать согласие" not in text_of(client.get(link(request, "consent/")))


def test_withdrawal_leaves_what_was_delivered(make_request: Any, client: Client) -> None:
    request = make_request(status=Status.DELIVERED)
    give_consent(request)
    client.post(link(request, "consent/withdrawal/"))
    request.refresh_from_db()
    assert request.status == Status.DELIVERED
    assert Consent.objects.get().withdrawn_at


def test_a_request_without_a_receipt_has_no_receipt_page(make_request: Any, client: Client) -> None:
    request = make_request()
    assert client.get(link(request, "consent/")).status_code == 404
    assert client.post(link(request, "consent/withdrawal/")).status_code == 404


def test_help_can_be_refused_without_a_reason(make_request: Any, client: Client) -> None:
    request = make_request(status=Status.VIEWED)
    assert "Заявка закрыта" in text_of(client.post(link(request, "cancellation/"), follow=True))
    request.refresh_from_db()
    assert request.status == Status.CANCELLED
    done = make_request(status=Status.DELIVERED, name="Другой", phone="+79990000000")
    assert "Сервис уже оказан" in text_of(client.post(link(done, "cancellation/"), follow=True))


def test_one_link_never_touches_another_request(make_request: Any, client: Client) -> None:
    mine, other = make_request(), make_request(name="Другой", phone="+79990000000")
    give_consent(other)
    client.post(link(mine, "cancellation/"))
    client.post(link(mine, "consent/withdrawal/"))
    other.refresh_from_db()
    assert other.status == Status.NEW
    assert Consent.objects.get().withdrawn_at is None


@pytest.mark.parametrize("rows", [1, 30])
def test_the_own_page_costs_the_same(
    make_request: Any, client: Client, world: Any, rows: int, django_assert_max_num_queries: Any
) -> None:
    request = make_request()
    for number in range(rows):
        author = world.user(Role.CENTRE_EMPLOYEE)
        Note.objects.create(request=request, at=clock.now(), by=author, text=f"Заметка {number}")
        actions.open_request(actor=actor(author), request_id=request.pk)
    address = link(request)
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)
