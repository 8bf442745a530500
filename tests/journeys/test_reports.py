"""The head hands in the month: forms the report, takes it as paper and table, corrects it with a reason."""

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Delivery
from uchastie.crm.desk.rules import Format, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_head_hands_in_the_month(open_browser, world, make_request):
    employee = world.user(Role.CENTRE_EMPLOYEE)

    def serve(place: int) -> None:
        request = make_request(status=Status.DELIVERED, name=f"Ларина Вера {place}", phone=f"+7912345678{place}")
        Delivery.objects.create(
            request=request, regulation=request.regulation, at=request.delivered_at, by=employee, format=Format.PHONE
        )

    for place in range(3):
        serve(place)
    page = open_browser(user=world.user(Role.CENTRE_HEAD))
    page.goto("/figures/")
    page.get_by_role("link", name="Отчёты").first.click()
    page.get_by_text("Оказано 3 сервиса для 3 благополучателей").wait_for()
    page.get_by_role("button", name="Сформировать отчёт").click()
    page.get_by_text("версия 1").first.wait_for()
    for name, ending in (("Бумага", ".pdf"), ("Таблица", ".xlsx")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename.endswith(ending)
    serve(4)
    page.reload()
    page.get_by_text("С тех пор записи изменились").wait_for()
    page.get_by_role("button", name="Сформировать новую версию").click()
    page.get_by_text("Напишите, почему отчёт формируется заново").first.wait_for()
    page.get_by_label("Почему формируем заново").fill("Внесли консультацию пятницы")
    page.get_by_role("button", name="Сформировать новую версию").click()
    page.get_by_text("Оказано 4 сервиса для 4 благополучателей").wait_for()
    expect(page.get_by_role("link", name="Версия 1")).to_be_visible()
