"""The talk between a person and a centre: ask, answer, change, come back, wish for another employee."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.world import actor

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.models import Remark
from uchastie.crm.cabinet.tests.world import EMAIL, add_email, link, text_of
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import Delivery, Note, Reopening, Review, ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Format, Result, Status
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.rules import Way
from uchastie.kernel.actor import NOBODY, Actor, ActorKind

pytestmark = pytest.mark.django_db

PERSON = {"need": "Хочу помогать, подскажите, с чего начать", "way": "phone", "time": ""}


def say(request: ServiceRequest, text: str, key: str = "", client: Client | None = None) -> Any:
    return (client or Client()).post(link(request, "talk/"), {"text": text, "key": key})


def seen_of(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def change(request: ServiceRequest, **fields: str) -> Any:
    seen = fields.pop("seen", None) or seen_of(text_of(Client().get(link(request, "change/"))))
    return Client().post(link(request, "change/"), {**PERSON, **fields, "seen": seen})


def fresh(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=request.pk)


# --- questions and answers ---


def test_a_question_reaches_the_employee_and_the_answer_the_person(
    world: Any, make_request: Any, client_of: Any
) -> None:
    employee = world.user(Role.CENTRE_EMPLOYEE)
    request = make_request(assignee=employee)
    add_email(request)
    assert say(request, "Можно прийти с внуком?").status_code == 302
    assert fresh(request).asked_at is not None
    told = Message.objects.filter(event="person_answered", recipient_id=employee.pk)
    assert told.exists()
    assert "внуком" not in "".join(told.values_list("subject", flat=True)) + "".join(
        told.values_list("body", flat=True)
    )

    staff = client_of(Role.CENTRE_EMPLOYEE)
    card = text_of(staff.get(f"/desk/requests/{request.pk}/"))
    assert "Можно прийти с внуком?" in card
    assert "ждёт ответа" in card
    assert "Ждут ответа: 1" in text_of(staff.get("/desk/"))
    assert "Можно прийти с внуком?" in text_of(staff.get("/desk/waiting/"))
    staff.post(f"/desk/requests/{request.pk}/answers/", {"text": "Да, приходите вдвоём", "key": "a"})

    assert fresh(request).asked_at is None
    page = text_of(Client().get(link(request, "talk/")))
    assert "Да, приходите вдвоём" in page
    assert employee.name in page
    assert "Да, приходите вдвоём" in text_of(Client().get(link(request)))
    letter = Message.objects.filter(event="question_answered", channel="email").get()
    assert letter.address == EMAIL
    assert "Да, приходите вдвоём" in letter.body
    assert "Ждут ответа" not in text_of(staff.get("/desk/"))


def test_a_question_without_an_owner_goes_to_the_head(world: Any, make_request: Any) -> None:
    say(make_request(), "Есть ли лифт?")
    assert Message.objects.filter(event="person_answered", recipient_id=world.user(Role.CENTRE_HEAD).pk).exists()


def test_a_question_does_not_disturb_who_is_at_work(world: Any, make_request: Any) -> None:
    """The version stays, so the form an employee has open is not refused."""
    request = make_request()
    say(request, "Есть ли лифт?")
    assert fresh(request).version == request.version


def test_sent_twice_is_said_once(make_request: Any) -> None:
    request = make_request()
    for _ in range(2):
        say(request, "Есть ли лифт?", key="same")
    assert Remark.objects.count() == 1
    assert Message.objects.filter(event="person_answered", channel="cabinet").count() == 1


def test_an_employee_marks_as_read_what_was_talked_over(make_request: Any, client_of: Any) -> None:
    request = make_request()
    say(request, "Перезвоните, пожалуйста")
    client_of(Role.CENTRE_EMPLOYEE).post(f"/desk/requests/{request.pk}/reading/")
    assert fresh(request).asked_at is None
    assert not Message.objects.filter(event="question_answered").exists()


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_no_question(make_request: Any, text: str) -> None:
    answer = say(make_request(), text)
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_a_long_question_stays_in_the_form(make_request: Any) -> None:
    answer = say(make_request(), "а" * 4001)
    assert answer.status_code == 422
    assert "а" * 4001 in text_of(answer)


def test_there_is_an_end_to_it(make_request: Any) -> None:
    request = make_request()
    answers = [say(request, f"Вопрос {number}", key=f"k{number}").status_code for number in range(21)]
    assert answers == [302] * 20 + [422]


def test_a_closed_request_can_be_asked_about(make_request: Any, client_of: Any) -> None:
    request = make_request(status=Status.CLOSED)
    assert say(request, "Куда обратиться теперь?").status_code == 302
    assert "Куда обратиться теперь?" in text_of(client_of(Role.CENTRE_EMPLOYEE).get("/desk/waiting/"))


@pytest.mark.parametrize("tail", ["talk/", "change/", "return/", "another/"])
def test_staff_say_nothing_for_the_person(make_request: Any, client_of: Any, tail: str) -> None:
    request = make_request()
    body = {"text": "За человека", "key": "k", "reason": "За человека", **PERSON, "need": "Другое"}
    answer = client_of(Role.CENTRE_EMPLOYEE).post(link(request, tail), body)
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_employees_of_others_hear_nothing(make_request: Any, client_of: Any) -> None:
    request = make_request()
    say(request, "Есть ли лифт?")
    stranger = client_of("stranger")
    assert stranger.post(f"/desk/requests/{request.pk}/answers/", {"text": "Да", "key": "k"}).status_code == 404
    assert "лифт" not in text_of(stranger.get("/desk/waiting/"))


def test_a_region_reads_and_does_not_answer(make_request: Any, client_of: Any) -> None:
    request = make_request()
    say(request, "Есть ли лифт?")
    region = client_of(Role.REGION_COORDINATOR)
    assert "лифт" in text_of(region.get(f"/desk/requests/{request.pk}/"))
    assert region.post(f"/desk/requests/{request.pk}/answers/", {"text": "Да", "key": "k"}).status_code in {403, 422}
    assert fresh(request).asked_at is not None


def test_an_empty_answer_is_told_and_kept(make_request: Any, client_of: Any) -> None:
    request = make_request()
    answer = client_of(Role.CENTRE_EMPLOYEE).post(f"/desk/requests/{request.pk}/answers/", {"text": "", "key": "k"})
    assert answer.status_code == 422
    assert "Напишите ответ" in text_of(answer)


# --- the request changes ---


@pytest.mark.ledger("A37")
def test_what_was_and_what_is_stands_on_the_card(make_request: Any, client_of: Any) -> None:
    request = make_request()
    answer = change(request, need="Нужна помощь с проектом", time="после 18")
    assert answer.status_code == 302
    now = fresh(request)
    assert (now.need, now.preferred_time, now.contact_due_at) == (
        "Нужна помощь с проектом",
        "после 18",
        request.contact_due_at,
    )
    card = text_of(client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/"))
    assert "<del" in card
    assert "Хочу помогать, подскажите, с чего начать" in card
    entry = Entry.objects.get(object_id=request.pk, verb="changed")
    assert entry.details == {"fields": "need,time"}, "names of fields, never words"


def test_a_new_phone_is_told_and_not_written(make_request: Any, client_of: Any) -> None:
    """Whoever has found a link must not have the next ones sent to himself."""
    request = make_request()
    change(request, phone="8 912 000-00-00")
    assert not request.beneficiary.contacts.filter(value="+79120000000").exists()
    card = text_of(client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/"))
    assert "+7 912 000-00-00" in card


def test_the_same_is_no_change(make_request: Any) -> None:
    request = make_request()
    assert change(request).status_code == 302
    assert not Remark.objects.exists()
    assert fresh(request).version == request.version


def test_of_two_tabs_the_later_one_is_told(make_request: Any) -> None:
    request = make_request()
    seen = seen_of(text_of(Client().get(link(request, "change/"))))
    change(request, need="Из первого окна")
    answer = change(request, need="Из второго окна", seen=seen)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Из первого окна" in page
    assert "Из второго окна" in page
    assert fresh(request).need == "Из первого окна"
    change(request, need="Из второго окна", seen=seen_of(page))
    assert fresh(request).need == "Из второго окна"


def test_a_look_of_an_employee_does_not_refuse_the_change(make_request: Any, client_of: Any) -> None:
    request = make_request()
    seen = seen_of(text_of(Client().get(link(request, "change/"))))
    client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/")
    assert change(request, need="Другое", seen=seen).status_code == 302


def test_a_letter_needs_an_address(make_request: Any) -> None:
    answer = change(make_request(), way="email")
    assert answer.status_code == 422
    assert "Напишите адрес почты" in text_of(answer)


def test_a_closed_request_is_not_changed(make_request: Any) -> None:
    request = make_request(status=Status.DELIVERED)
    assert "Заявка уже закрыта" in text_of(Client().get(link(request, "change/")))
    assert Client().post(link(request, "change/"), {**PERSON, "need": "Другое", "seen": ""}).status_code in {409, 422}
    assert fresh(request).need == request.need


# --- it comes back ---


def come_back(request: ServiceRequest, reason: str = "Проблема осталась") -> Any:
    return Client().post(link(request, "return/"), {"reason": reason})


def serve(world: Any, request: ServiceRequest, outcome: str) -> None:
    employee = actor(world.user(Role.CENTRE_EMPLOYEE))
    desk.record_contact(actor=employee, request_id=request.pk, version=None, way=Way.PHONE, result=Result.TALKED)
    done = Done(format=Format.PHONE, all_steps=True, outcome=outcome, topic_code=topic_of(request))
    desk.deliver(actor=employee, request_id=request.pk, version=None, done=done)


def topic_of(request: ServiceRequest) -> str:
    from uchastie.crm.catalogue.queries import list_topics

    return next((topic.code for topic in list_topics(request.service)), "")


def test_a_served_request_comes_back_with_a_new_clock(world: Any, make_request: Any) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        request = make_request(need="Совет")
        serve(world, request, "Объяснили")
        clock.shift(dt.timedelta(days=3))
        assert come_back(request).status_code == 302
        now = fresh(request)
        assert (now.status, now.contacted_at, now.delivered_at) == (Status.NEW, None, None)
        assert now.contact_due_at > request.contact_due_at
        assert now.number == request.number
        kept = Reopening.objects.get()
        assert kept.due_at == request.contact_due_at
        assert kept.contacted_at is not None
        assert "Объяснили" in Note.objects.get().text
        assert "Заявка снова в работе" in text_of(Client().get(link(request)))
        assert Message.objects.filter(event="person_answered").exists()

        clock.shift(dt.timedelta(hours=1))
        serve(world, request, "Помогли до конца")
        delivery = Delivery.objects.get()
        assert delivery.outcome == "Помогли до конца"
        assert delivery.at == dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC), "counted once, when it was first served"


def test_what_came_back_is_rated_again(world: Any, make_request: Any) -> None:
    request = make_request()
    serve(world, request, "Объяснили")
    holder = Actor(ActorKind.HOLDER, request.pk)
    desk.rate(holder=holder, visitor=NOBODY, stars=2, comment="Не помогли")
    come_back(request)
    serve(world, request, "Помогли")
    assert "Оцените оказание сервиса" in text_of(Client().get(link(request)))
    desk.rate(holder=holder, visitor=NOBODY, stars=5, comment="")
    assert Review.objects.get().stars == 5
    assert fresh(request).status == Status.RATED


@pytest.mark.parametrize(("days", "allowed"), [(29, True), (31, False)])
def test_thirty_days_to_come_back(make_request: Any, days: int, allowed: bool) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        request = make_request(status=Status.DELIVERED)
        clock.shift(dt.timedelta(days=days))
        answer = come_back(request)
    assert (answer.status_code == 302) is allowed
    if not allowed:
        assert "Вернуть заявку можно было 30 дней" in text_of(answer)


@pytest.mark.parametrize("reason", [CancelReason.DUPLICATE, CancelReason.TEST])
def test_a_repeated_request_does_not_come_back(make_request: Any, reason: CancelReason) -> None:
    request = make_request(status=Status.CANCELLED, cancel_reason=reason)
    assert come_back(request).status_code == 422
    assert fresh(request).status == Status.CANCELLED


def test_an_open_request_does_not_come_back_and_a_word_is_no_reason(make_request: Any) -> None:
    assert come_back(make_request()).status_code == 422
    assert come_back(make_request(status=Status.RATED), "нет").status_code == 422
    assert not Reopening.objects.exists()


def test_sent_twice_it_comes_back_once(make_request: Any) -> None:
    request = make_request(status=Status.RATED)
    come_back(request)
    come_back(request)
    assert Reopening.objects.count() == 1


# --- consent, another employee ---


def with_consent(request: ServiceRequest) -> Any:
    return consents.give(
        NOBODY,
        purpose=Purpose.SERVICE,
        subject_id=request.beneficiary_id,
        about_id=request.pk,
        name="Ларина Вера Павловна",
        method=Method.WEB,
        text_id=current_text(Purpose.SERVICE).pk,
    )


def test_a_withdrawn_consent_closes_tells_and_keeps_nothing_more(world: Any, make_request: Any) -> None:
    employee = world.user(Role.CENTRE_EMPLOYEE)
    request = make_request(assignee=employee)
    with_consent(request)
    assert "Заявку сразу закроем" in text_of(Client().get(link(request, "consent/")))
    Client().post(link(request, "consent/withdrawal/"))
    assert fresh(request).status == Status.CANCELLED
    told = Message.objects.get(event="person_answered", recipient_id=employee.pk, channel="cabinet")
    assert "отозвал согласие" in told.body
    assert say(request, "А теперь?").status_code == 422
    assert come_back(request).status_code == 422
    assert not Remark.objects.exists()


@pytest.mark.ledger("A13")
def test_another_employee_is_asked_of_the_head_alone(world: Any, make_request: Any, client_of: Any) -> None:
    employee, head = world.user(Role.CENTRE_EMPLOYEE), world.user(Role.CENTRE_HEAD)
    request = make_request(assignee=employee)
    Client().post(link(request, "another/"), {"text": "Это моя соседка", "key": "k"})
    assert Message.objects.filter(event="another_asked", recipient_id=head.pk).exists()
    assert not Message.objects.filter(recipient_id=employee.pk).exists()
    address = f"/desk/requests/{request.pk}/"
    assert "соседка" not in text_of(client_of(Role.CENTRE_EMPLOYEE).get(address))
    assert "соседка" not in text_of(client_of(Role.CENTRE_EMPLOYEE).get("/desk/waiting/"))
    boss = client_of(Role.CENTRE_HEAD)
    assert "соседка" in text_of(boss.get(address))
    assert "соседка" in text_of(boss.get("/desk/waiting/"))
    assert client_of(Role.CENTRE_EMPLOYEE).post(f"{address}wish/").status_code == 403
    boss.post(f"{address}wish/")
    assert "соседка" not in text_of(boss.get("/desk/waiting/"))
    assert "видит только руководитель" in text_of(Client().get(link(request, "talk/")))


def test_of_a_head_who_leads_the_request_himself_the_region_is_told(
    world: Any, make_request: Any, client_of: Any
) -> None:
    head, region = world.user(Role.CENTRE_HEAD), world.user(Role.REGION_COORDINATOR)
    request = make_request(assignee=head)
    Client().post(link(request, "another/"), {"text": "Поссорились", "key": "k"})
    told = Message.objects.filter(event="another_asked", channel="cabinet")
    assert set(told.values_list("recipient_id", flat=True)) == {region.pk}
    address = f"/desk/requests/{request.pk}/"
    assert "Поссорились" not in text_of(client_of(Role.CENTRE_HEAD).get(address))
    assert "Поссорились" not in text_of(client_of(Role.CENTRE_HEAD).get("/desk/waiting/"))
    assert client_of(Role.CENTRE_HEAD).post(f"{address}wish/").status_code == 404
    assert "Поссорились" in text_of(client_of(Role.REGION_COORDINATOR).get(address))


def test_a_broken_link_says_what_is_wrong(make_request: Any) -> None:
    for tail in ("talk/", "change/", "return/", "another/"):
        assert Client().get(f"/s/chuzhaya-ssylka/{tail}").status_code == 404
    with time_machine.travel("2026-01-01T06:00:00Z", tick=False) as clock:
        old = link(make_request(), "talk/")
        clock.shift(dt.timedelta(days=200))
        assert Client().get(old).status_code == 410
