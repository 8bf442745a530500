"""A citizen with a phone: asks a centre for a service, is called, is served, rates."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import until
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import Review, ServiceRequest
from uchastie.crm.desk.rules import Channel, Format, Result, Status
from uchastie.crm.people.rules import Way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def apply(page):
    page.goto("/")
    page.get_by_role("link", name="Добро.Центр «Уралмаш»", exact=True).click()
    page.get_by_role("link", name="Подать заявку: Информирование").click()
    page.get_by_label("Как к вам обращаться").fill("Ларина Вера Павловна")
    page.get_by_label("Телефон", exact=True).fill("8 912 345 67 89")
    page.get_by_label("Что нужно").fill("Хочу читать детям вслух")
    page.get_by_role("button", name="Дальше: согласие").click()
    page.get_by_role("heading", name="Согласие на обработку персональных данных").wait_for()


def agree(page):
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться и подать заявку").click()
    page.get_by_role("heading", name=re.compile("заявка у нас")).wait_for()


def serve(actor, request):
    """What the centre does meanwhile."""
    actions.record_contact(actor=actor, request_id=request.pk, version=None, way=Way.PHONE, result=Result.TALKED)
    done = Done(format=Format.PHONE, all_steps=True, outcome="Рассказали о чтениях в библиотеке")
    actions.deliver(actor=actor, request_id=request.pk, version=None, done=done)


@pytest.mark.ledger("A14", "A35", "A60", "A61")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_citizen_applies_on_a_phone_and_rates(open_browser, actor_of, js):
    page = open_browser(phone=True, js=js)
    apply(page)
    assert ServiceRequest.objects.count() == 0  # nothing is stored before the consent
    agree(page)
    request = ServiceRequest.objects.get()
    assert (request.channel, request.status) == (Channel.WEB, Status.NEW)
    expect(page.get_by_text(request.number).first).to_be_visible()

    serve(actor_of(Role.CENTRE_EMPLOYEE), request)
    page.get_by_role("link", name="Что с моей заявкой").click()
    page.get_by_text("Оцените оказание сервиса").first.wait_for()
    page.locator("input[type=radio][value='3']").check(force=True)
    page.get_by_role("button", name=re.compile("оценк")).click()
    page.get_by_text("Напишите, пожалуйста, что было не так").first.wait_for()
    page.get_by_label(re.compile("комментарий")).fill("Всё супер!")
    page.locator("input[type=radio][value='5']").check(force=True)
    page.get_by_role("button", name=re.compile("оценк")).click()
    page.get_by_text("Спасибо").first.wait_for()
    review = Review.objects.get()
    assert (review.stars, review.comment) == (5, "Всё супер!")


def test_a_double_click_and_a_way_back_make_one_request(open_browser, world):
    page = open_browser(phone=True)
    apply(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться и подать заявку").dblclick()
    page.get_by_role("heading", name=re.compile("заявка у нас")).wait_for()
    page.go_back()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться и подать заявку").click()
    page.get_by_role("heading", name=re.compile("заявка у нас")).wait_for()
    assert ServiceRequest.objects.count() == 1


def test_what_was_typed_survives_a_lost_connection(open_browser, world):
    page = open_browser(phone=True)
    page.goto("/centres/uralmash/apply/?service=informing")
    page.get_by_label("Как к вам обращаться").fill("Ларина Вера Павловна")
    page.get_by_label("Что нужно").fill("Длинный рассказ о том, что нужно")
    kept = "Object.values(sessionStorage).some((text) => text.includes('Длинный рассказ'))"
    until(page, kept)  # the draft is kept each second
    page.context.set_offline(True)
    page.get_by_label("Телефон", exact=True).fill("+7 912 345-67-89")
    page.get_by_role("button", name="Дальше: согласие").click()
    page.get_by_text(re.compile("[Нн]ет (связи|интернета)")).first.wait_for()
    expect(page.get_by_label("Что нужно")).to_have_value("Длинный рассказ о том, что нужно")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Что нужно")).to_have_value("Длинный рассказ о том, что нужно")
    expect(page.get_by_label("Как к вам обращаться")).to_have_value("Ларина Вера Павловна")
