"""A host organisation from its application to access; its head builds a «Мастер» set and prints «Приложение № 4»."""

import re
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing.models import Licence, TermsAcceptance
from uchastie.crm.licensing.tests.world import SIX, THREE, a_picture
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "чай на балконе в июле"
NAME = "Добро.Центр «Кушва»"


@pytest.mark.ledger("A26", "A27", "A28", "A29", "A30", "A32", "A62", "A63", "A64")
def test_an_organisation_becomes_a_centre(open_browser, world):
    host = open_browser(phone=True, js=False)
    _apply(host)
    coordinator = open_browser(user=world.user(Role.REGION_COORDINATOR))
    _agree(coordinator, open_browser(user=world.user(Role.FEDERAL_MANAGER)), world)
    host.reload()
    host.get_by_text("Договор подписан", exact=True).wait_for()

    head = open_browser()
    _come_in(head)
    _build(head)
    coordinator.goto("/licences/")
    coordinator.get_by_role("link", name=re.compile("Набор сервисов")).click()
    coordinator.get_by_text("Утвердить", exact=True).click()
    coordinator.get_by_role("button", name="Сохранить решение").click()
    coordinator.get_by_text("Набор утверждён и уже действует").wait_for()

    _verify(head)
    _print(head)
    citizen = open_browser(phone=True, js=False)
    citizen.goto(f"/centres/{Licence.objects.get().unit.slug}/")
    citizen.get_by_role("heading", name=NAME).first.wait_for()


def _apply(page):
    page.goto("/join/")
    for label, value in (
        ("Название организации", "МБУ «Дом молодёжи»"),
        ("ИНН организации", "6681000030"),
        ("Кто подпишет договор", "Савельева Ирина, директор"),
        ("Как назвать центр", NAME),
        ("Город, посёлок или село", "Кушва"),
        ("Улица и дом", "ул. Союзов, 7"),
        ("Кто будет руководить центром", "Артём Савельев"),
        ("Телефон", "+7 34344 5-01-07"),
        ("Адрес эл. почты", "artem@example.org"),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Регион").select_option("66")
    page.get_by_role("button", name="Дальше: согласие").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться и отправить заявку").click()
    page.get_by_text("Заявка принята", exact=True).wait_for()


def _agree(coordinator, federal, world):
    coordinator.goto("/licences/")
    coordinator.get_by_role("link", name=re.compile(NAME)).first.click()
    coordinator.get_by_text("Принять", exact=True).click()
    coordinator.get_by_role("button", name="Сохранить решение").click()
    coordinator.get_by_text("Ждём подписанный договор", exact=True).wait_for()
    picture = {"name": "договор.png", "mimeType": "image/png", "buffer": a_picture().getvalue()}
    coordinator.get_by_label("Скан договора").set_input_files(files=picture)
    coordinator.get_by_label("Когда подписан").fill(clock.today(world.region.zone).isoformat())
    coordinator.get_by_role("button", name="Приложить").click()
    coordinator.get_by_text("Скан приложили вы").wait_for()
    federal.goto(coordinator.url)
    federal.get_by_role("button", name="Всё верно, заключить договор").click()
    federal.get_by_text("Ждём центр", exact=True).wait_for()


def _come_in(page):
    letter = Message.objects.get(event="staff-invited")
    page.goto(re.search(r"/invite/\S+/", letter.body)[0])
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Принять приглашение").click()
    page.get_by_text("Договор подписан. Дальше — набор сервисов").wait_for()
    page.goto("/desk/")
    page.get_by_role("heading", name="Договор и набор").wait_for()


def _build(page):
    page.get_by_role("link", name="Собрать набор").click()
    page.locator("input[name=codes][value=eco]").check()
    page.get_by_role("button", name="Сохранить и дальше").click()
    page.get_by_label("Опыт: Эко-волонтерство").select_option("2")
    page.get_by_role("button", name="Сохранить и дальше").click()
    for code in SIX[:5]:
        page.locator(f"input[name=codes][value={code}]").check()
    page.get_by_role("button", name="На утверждение").first.click()
    page.get_by_text(re.compile("не хватает")).first.wait_for()
    for code in (SIX[5], *THREE):
        page.locator(f"input[name=codes][value={code}]").check()
    expect(page.locator("#rules").get_by_text("выполнено")).to_have_count(2)
    expect(page.locator("#rules").get_by_role("heading", name="Пакет «Мастер»")).to_be_visible()
    page.get_by_role("button", name="На утверждение").first.click()
    page.get_by_text("Набор на утверждении", exact=True).wait_for()


def _verify(page):
    page.goto("/licences/own/")
    page.get_by_role("link", name="Открыть «Верификацию»").click()
    page.get_by_role("button", name="ОЗНАКОМИТЬСЯ").click()
    page.get_by_role("heading", name="Включите второй шаг входа").wait_for()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Код").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Включить").click()
    page.get_by_role("heading", name="Включите второй шаг входа").wait_for(state="detached")
    page.goto("/desk/")
    page.get_by_role("heading", name="Заявки на сервисы").first.wait_for()
    assert TermsAcceptance.objects.get().name == "Артём Савельев"


def _print(page):
    page.goto("/licences/own/")
    page.get_by_role("link", name="Приложение № 4").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF для печати").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
