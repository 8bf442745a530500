"""A citizen with a phone and without an account asks for a service, then comes in by a code: sees, changes, asks, is
answered by an employee."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import until
from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.tests.world import code_in_letter
from uchastie.crm.desk.models import ServiceRequest
from uchastie.kernel.delivery.models import OutboxEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEYS_A_SECOND = 5  # an unhurried thumb
ASKED_SECONDS = 60
EMAIL = "vera@example.org"


class Thumb:
    """Types into fields and counts the keys."""

    def __init__(self, page):
        self.page, self.keys, self.taps = page, 0, 0

    def type(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)
        self.keys += len(text)

    def tap(self, found):
        found.click()
        self.taps += 1


def ask_for_a_service(page):
    """From the first page to «заявка у нас»; answers with the seconds a person needs."""
    thumb, began = Thumb(page), time.monotonic()
    page.goto("/")
    thumb.tap(page.get_by_role("link", name="Добро.Центр «Уралмаш»", exact=True))
    thumb.tap(page.get_by_role("link", name="Подать заявку: Консультирование"))
    thumb.type("Как к вам обращаться", "Вера Ларина")
    thumb.type("Телефон", "89123456789")
    page.get_by_label("Адрес эл. почты").fill(EMAIL)
    thumb.keys += len(EMAIL)
    thumb.type("Что нужно", "Хочу читать детям вслух")
    thumb.tap(page.get_by_role("button", name="Дальше: согласие"))
    thumb.tap(page.get_by_role("checkbox"))
    thumb.tap(page.get_by_role("button", name="Согласиться и подать заявку"))
    page.get_by_role("heading", name=re.compile("заявка у нас")).wait_for()
    return time.monotonic() - began + thumb.keys / KEYS_A_SECOND + thumb.taps


def enter(page):
    page.goto("/my/")
    page.get_by_label(re.compile("почты")).fill(EMAIL)
    page.get_by_role("button", name="Прислать код").click()
    page.get_by_role("heading", name="Введите код").wait_for()
    page.get_by_label("Код", exact=True).fill(code_in_letter())
    page.get_by_role("button", name="Войти").click()
    page.get_by_role("heading", name=re.compile("Здравствуйте")).wait_for()


@pytest.mark.ledger("A14", "A57")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_citizen_asks_comes_in_changes_and_is_answered(open_browser, world, js, record_property):
    page = open_browser(phone=True, js=js)
    seconds = ask_for_a_service(page)
    record_property("seconds", round(seconds, 1))
    print(f"a request on a phone: {seconds:.1f} s")
    assert seconds <= ASKED_SECONDS
    request = ServiceRequest.objects.get()

    enter(page)
    page.get_by_role("link", name="Консультирование").click()
    page.get_by_role("link", name="Изменить заявку").click()
    page.get_by_label("Когда удобно").fill("после 18 часов")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("heading", name="Что с моей заявкой").wait_for()
    request.refresh_from_db()
    assert request.preferred_time == "после 18 часов"

    page.get_by_role("link", name="Вопросы и ответы").click()
    page.get_by_label("Ваше сообщение").fill("Можно прийти с внуком?")
    page.get_by_role("button", name="Отправить").dblclick() if js else page.get_by_role(
        "button", name="Отправить"
    ).click()
    page.get_by_text("Можно прийти с внуком?").first.wait_for()

    desk = open_browser(user=world.user(Role.CENTRE_EMPLOYEE), js=js)
    desk.goto("/desk/waiting/")
    desk.get_by_text("Можно прийти с внуком?").wait_for()
    desk.get_by_role("link", name="Ответить").click()
    desk.get_by_text("после 18 часов").first.wait_for()  # what was and what is stands on the card
    desk.get_by_label("Ответ человеку").fill("Да, приходите вдвоём")
    desk.get_by_role("button", name="Ответить", exact=True).click()
    desk.get_by_text("Да, приходите вдвоём").first.wait_for()

    page.reload()
    page.get_by_text("Да, приходите вдвоём").first.wait_for()
    page.get_by_role("link", name="Мои сервисы").click()
    page.get_by_role("heading", name=re.compile("Здравствуйте")).wait_for()
    page.get_by_role("button", name="Выйти").click()
    page.get_by_role("button", name="Прислать код").wait_for()
    assert OutboxEntry.objects.exists()


def test_what_was_typed_survives_a_lost_link_and_is_sent_once(open_browser, world):
    """Nothing is lost while one writes: the draft stays in the tab, and two presses are one message."""
    from tests.world import make_request
    from uchastie.crm.cabinet.models import Remark
    from uchastie.crm.desk.queries import status_token

    request = make_request(world.uralmash)
    page = open_browser(phone=True)
    page.goto(f"/s/{status_token(request.pk)}/talk/")
    page.get_by_label("Ваше сообщение").fill("Длинный вопрос о том, что взять с собой")
    kept = "Object.values(sessionStorage).some((text) => text.includes('Длинный вопрос'))"
    until(page, kept)  # the draft is kept each second
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_label("Ваше сообщение")).to_have_value("Длинный вопрос о том, что взять с собой")
    page.get_by_role("button", name="Отправить").dblclick()
    page.locator(".say--own").wait_for()
    assert Remark.objects.count() == 1
