"""The first administrator sets up an empty installation; the employee he invites comes in."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import actions
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.setup.queries import forget_operator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "чай на балконе в июле"


def test_an_empty_installation_is_set_up_and_an_employee_comes_in(open_browser, transactional_db):
    forget_operator()
    admin = open_browser()
    _come_in(admin, actions.invite_first_admin(), name="Олег Первый", email="oleg@example.org")
    admin.locator("#menu summary", has_text="Устройство").click()
    admin.get_by_role("link", name="Установка").click()
    admin.get_by_role("heading", name="Установка").wait_for()

    admin.locator("#operator").get_by_role("link", name="Заполнить").click()
    admin.get_by_label("Полное название").fill("АНО «Добрый Урал»")
    admin.get_by_label("ИНН").fill("7707083893")
    admin.get_by_label("ОГРН").fill("1027700132195")
    admin.get_by_label("Адрес", exact=True).fill("620000, Екатеринбург, ул. Мира, 5")
    admin.get_by_label("Почта для вопросов о данных").fill("data@example.org")
    admin.get_by_role("button", name="Сохранить").click()
    admin.get_by_text("Данные оператора сохранены").wait_for()

    admin.locator("#centre").get_by_role("link", name="Открыть центр").click()
    admin.get_by_label("Название").first.fill("Добро.Центр «Первый»")
    admin.get_by_label("Регион").select_option("66")
    admin.get_by_label("Населённый пункт").fill("Екатеринбург")
    admin.get_by_label("Улица и дом").fill("ул. Культуры, 12")
    admin.get_by_role("button", name="Открыть центр").click()
    admin.get_by_text("Центр открыт").wait_for()

    invite = admin.locator("#invite")
    invite.get_by_label("Имя и фамилия").fill("Анна Ковалёва")
    invite.get_by_label("Адрес эл. почты").fill("anna@example.org")
    invite.get_by_text("Сотрудник Добро.Центра").click()
    invite.get_by_role("button", name="Пригласить").click()
    link = admin.locator("code.secret").inner_text()

    employee = open_browser(phone=True)
    _come_in(employee, re.sub(r"^https?://[^/]+", "", link), name="Анна Ковалёва")
    employee.goto("/me/")
    employee.locator("main").get_by_text("Добро.Центр «Первый»").first.wait_for()
    assert Assignment.objects.get(unit=Unit.objects.get(town="Екатеринбург")).role == Role.CENTRE_EMPLOYEE

    admin.goto("/setup/")
    for done in ("operator", "centre", "staff"):
        admin.locator(f"#{done} .tag--done, #{done} .facts").first.wait_for()


def _come_in(page, path, *, name, email=""):
    """By the one-time link: name, password, and the second step with a code from the phone."""
    page.goto(path)
    page.get_by_label("Имя и фамилия").fill(name)
    if email:
        page.get_by_label("Адрес эл. почты").fill(email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Принять приглашение").click()
    page.get_by_role("heading", name="Включите второй шаг входа").wait_for()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Код").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Включить").click()
    page.get_by_role("heading", name="Включите второй шаг входа").wait_for(state="detached")
