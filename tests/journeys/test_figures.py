"""The head goes from a figure to the rows it was counted from, and on to one of the requests."""

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Delivery
from uchastie.crm.desk.rules import Format, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A74", "A75", "A76")
def test_the_head_goes_from_a_figure_to_its_rows(open_browser, world, make_request):
    employee = world.user(Role.CENTRE_EMPLOYEE)
    for place in range(3):
        request = make_request(status=Status.DELIVERED, name=f"Ларина Вера {place}", phone=f"+7912345678{place}")
        Delivery.objects.create(
            request=request, regulation=request.regulation, at=request.delivered_at, by=employee, format=Format.PHONE
        )
    page = open_browser(user=world.user(Role.CENTRE_HEAD))
    page.goto("/desk/")
    page.get_by_role("link", name="Показатели").first.click()
    page.get_by_role("heading", name="Консультации за месяц: 3").wait_for()
    page.get_by_role("link", name="3 Оказано сервисов").click()
    page.get_by_role("heading", name="Оказано сервисов: 3").wait_for()
    page.get_by_role("link", name="Все записи: 3").click()
    page.get_by_role("heading", name="Оказано сервисов: 3").wait_for()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator("tbody a").first.click()
    page.get_by_text(request.number).first.wait_for()


@pytest.mark.ledger("A75")
def test_the_rows_of_a_figure_are_taken_as_a_table(open_browser, world, make_request):
    make_request(name="Ларина Вера Павловна")
    page = open_browser(user=world.user(Role.CENTRE_HEAD))
    page.goto("/figures/rows/?figure=received")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Скачать таблицу").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
