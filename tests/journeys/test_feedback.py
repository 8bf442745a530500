"""A review by the code on the wall, on a phone; a low mark that is answered and read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import until
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import actions
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import PlaceKind
from uchastie.crm.visits.models import Visit
from uchastie.kernel.actor import SYSTEM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A41", "A42")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_with_a_phone_rates_by_the_code_on_the_wall(open_browser, world, js):
    place = actions.make_place(actor=SYSTEM, unit=world.uralmash, kind=PlaceKind.CENTRE)
    page = open_browser(phone=True, js=js)
    page.goto(f"/q/{place.code}/")
    page.locator("input[name=stars][value='3']").check(force=True)
    page.get_by_role("button", name="Отправить отзыв").click()
    page.get_by_text("Напишите, пожалуйста, что было не так").first.wait_for()
    page.get_by_label(re.compile("Что понравилось")).fill("Долго ждали")
    page.locator("input[name=recommend][value='6']").check(force=True)
    page.get_by_role("button", name="Отправить отзыв").click()
    page.get_by_role("heading", name="Спасибо за отзыв").wait_for()
    mark = Mark.objects.get()
    assert (mark.stars, mark.comment, mark.recommend, mark.request_id) == (3, "Долго ждали", 6, None)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if js else True


@pytest.mark.ledger("A40")
def test_a_low_mark_is_answered_by_the_head_and_read_by_the_author(open_browser, world, make_request):
    request = make_request(status=Status.DELIVERED)
    link = f"/s/{desk.status_token(request.pk)}/"
    author = open_browser(phone=True)
    author.goto(f"{link}review/")
    author.locator("input[name=stars][value='2']").check(force=True)
    author.get_by_label(re.compile("комментарий")).fill("Обещали перезвонить")
    author.get_by_role("button", name=re.compile("оценк")).click()
    author.get_by_text("Спасибо").first.wait_for()

    head = open_browser(user=world.user(Role.CENTRE_HEAD))
    head.goto("/feedback/")
    head.get_by_role("link", name="Обещали перезвонить").click()
    head.get_by_label("Ответ человеку").fill("Простите. Перезвоним сегодня до шести.")
    head.get_by_role("button", name="Ответить").click()
    head.get_by_text("есть ответ").first.wait_for()
    head.goto("/feedback/")
    head.get_by_text("Ответы никого не ждут").wait_for()

    author.goto(link)
    author.get_by_role("heading", name="Вам ответили").wait_for()
    expect(author.get_by_text("Перезвоним сегодня до шести")).to_be_visible()


@pytest.mark.ledger("A106")
def test_marks_without_a_connection_come_later_and_once(open_browser, world):
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/visits/")
    page.context.set_offline(True)
    for _ in range(2):
        page.get_by_role("button", name="Отметить").first.click()
    page.get_by_text("Сохранено на этом устройстве: 2").wait_for()
    assert not Visit.objects.exists()
    page.context.set_offline(False)
    page.locator("[data-kept]").wait_for(state="hidden")
    page.reload()
    assert Visit.objects.count() == 2


def test_nothing_about_people_is_left_on_the_device_after_signing_out(open_browser, world):
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/visits/")
    page.context.set_offline(True)
    page.get_by_label("Кто пришёл").fill("+79123456789")
    page.get_by_role("button", name="Отметить").first.click()
    page.get_by_text("Сохранено на этом устройстве: 1").wait_for()
    kept = "JSON.stringify({...localStorage, ...sessionStorage}).includes('9123456789')"
    until(page, kept)
    page.evaluate("document.querySelector('form[data-signout]').requestSubmit()")
    until(page, f"!{kept}")
    page.context.set_offline(False)
    page.locator("[data-kept]").wait_for(state="hidden")  # the visit itself is not lost, only its name
    assert Visit.objects.get().person_id is None


def test_a_tablet_marks_and_returns_to_the_beginning(open_browser, world):
    from uchastie.crm.visits import actions as visits

    token = visits.give_tablet(actor=SYSTEM, unit=world.uralmash, name="У входа")
    page = open_browser()
    page.goto(f"/tablet/{token}/")
    page.get_by_label(re.compile("Телефон, номер")).fill("89123456789")
    page.get_by_role("button", name="Отметиться").click()
    page.get_by_role("heading", name="Отмечено").wait_for()
    page.get_by_role("link", name="Отметиться следующему").click()
    expect(page.get_by_label(re.compile("Телефон, номер"))).to_have_value("")
    assert Visit.objects.count() == 1
