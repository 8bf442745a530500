"""An employee: a request through six steps, a walk-in at the counter, a colleague who was faster."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Delivery, ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A19", "A34", "A36", "A37", "A38", "A39")
def test_an_employee_takes_a_request_through_six_steps(open_browser, world, make_request):
    request = make_request(service="informing", name="Никитина Ольга Андреевна")
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/desk/")
    page.locator("#preview").get_by_role("heading", name="Никитина Ольга Андреевна").wait_for()
    page.get_by_role("button", name="Беру себе").first.click()
    page.get_by_role("heading", name="Шаг 2 из 6. Связаться").wait_for()
    page.get_by_label("Нет ответа").check(force=True)
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_text("1 попытка").first.wait_for()
    page.get_by_label("Поговорили").check(force=True)
    page.get_by_role("button", name="Сохранить", exact=True).click()

    page.get_by_role("heading", name="Шаг 3 из 6. Договориться").wait_for()
    page.get_by_label("День").fill((clock.now() + dt.timedelta(days=2)).date().isoformat())
    page.get_by_label("Время", exact=True).fill("15")
    page.locator("#agreement").get_by_label("В центре").check(force=True)
    page.get_by_role("button", name="Сохранить встречу").click()

    page.get_by_role("heading", name="Шаг 4 из 6. Регламент").wait_for()
    for place in request.regulation.steps.filter(required=True).values_list("place", flat=True):
        box = page.locator(f"#regulation button[aria-labelledby=step-{place}]")
        box.click()
        page.locator(f"#regulation button[aria-labelledby=step-{place}][aria-checked=true]").wait_for()
    page.reload()
    page.get_by_role("heading", name="Шаг 5 из 6. Оказать").wait_for()
    page.locator("#delivery").get_by_label("В центре").check(force=True)
    page.get_by_label("Чем помогли").fill("Рассказали о чтениях")
    page.get_by_role("button", name="Сервис оказан").click()

    page.get_by_role("heading", name="Шаг 6 из 6. Оценка").wait_for()
    page.get_by_role("img", name="QR-код").wait_for()
    request.refresh_from_db()
    assert request.status == Status.DELIVERED
    assert Delivery.objects.get().regulation_id == request.regulation_id


@pytest.mark.ledger("A43", "A44", "A65", "A66")
def test_a_walk_in_is_served_while_the_queue_stands(open_browser, world):
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/desk/")
    page.keyboard.press("KeyL")  # «Д»
    page.get_by_role("heading", name="Добавить").wait_for()
    page.get_by_label("Кто обратился?").fill("Берёзкина")
    page.locator("#hits").get_by_text("Новый человек").wait_for()
    page.get_by_text("Новый человек или организация").click()
    page.get_by_label("Имя или название").fill("Берёзкина Тамара Ильинична")
    page.get_by_label("Телефон", exact=True).fill("8 912 555 00 67")
    page.get_by_label("Информирование").check(force=True)
    page.get_by_label(re.compile("Оказано по регламенту")).check()
    page.get_by_role("button", name="Сохранить", exact=False).last.click()
    page.get_by_role("heading", name="Сервис оказан").wait_for()
    request = ServiceRequest.objects.get()
    assert (request.status, request.id_pending) == (Status.DELIVERED, True)

    page.goto("/desk/add/")
    page.get_by_label("Кто обратился?").fill("берез")  # the same person again, е for ё
    page.locator("#hits").get_by_text("Берёзкина Тамара Ильинична").click()
    page.get_by_label("Информирование").check(force=True)
    page.get_by_label(re.compile("Оказано по регламенту")).check()
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Сервис оказан").wait_for()
    assert request.beneficiary.requests.count() == 2


def test_two_employees_collide_and_nothing_is_lost(open_browser, world, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    first = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    second = open_browser(user=world.user(Role.CENTRE_HEAD))
    for page, words in ((first, "Первый рассказ"), (second, "Второй рассказ")):
        page.goto(f"/desk/requests/{request.pk}/")
        page.get_by_role("heading", name="Оказать", exact=True).click()
        page.locator("#delivery").get_by_label("По телефону").check(force=True)
        page.get_by_label("Чем помогли").fill(words)
        page.get_by_label(re.compile("Оказано по регламенту")).check()
    first.get_by_role("button", name="Сервис оказан").click()
    first.get_by_role("heading", name="Шаг 6 из 6. Оценка").wait_for()
    second.get_by_role("button", name="Сервис оказан").click()
    second.get_by_text("уже отметили оказанной").first.wait_for()
    expect(second.get_by_label("Заметка")).to_have_value("Второй рассказ")
    second.get_by_role("button", name="Добавить заметку").click()
    second.get_by_text("Второй рассказ").first.wait_for()
    assert Delivery.objects.get().outcome == "Первый рассказ"
