"""The head follows a red figure to its records and to the next step; the federal manager sees who falls below."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.rules import Status
from uchastie.crm.insight import actions
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A18")
def test_the_head_follows_a_red_figure_to_its_rows_and_to_the_next_step(open_browser, world, make_request):
    passed = clock.now() - dt.timedelta(hours=1)
    first = dt.datetime.combine(clock.today(world.uralmash.zone).replace(day=1), dt.time(), world.uralmash.zone)
    due = max(passed, first)
    request = make_request(
        status=Status.NEW, submitted_at=due - dt.timedelta(days=4), contact_due_at=due, attention_at=due
    )
    page = open_browser(user=world.user(Role.CENTRE_HEAD))
    page.goto("/figures/")
    page.get_by_role("link", name="Связались за 2 рабочих дня").click()
    page.get_by_role("heading", name="Связались за 2 рабочих дня: 0").wait_for()
    page.get_by_role("link", name="Все записи").first.click()
    page.get_by_role("heading", name="Заявки, чей срок разговора пришёл: 1").wait_for()
    expect(page.get_by_text("не выполнено").first).to_be_visible()
    page.get_by_role("link", name="Открыть заявки").click()
    page.get_by_text(request.number).first.wait_for()


@pytest.mark.ledger("A76")
def test_the_federal_manager_changes_a_norm_and_sees_who_falls_below(open_browser, world):
    for unit in (world.uralmash, world.vtoroy):
        last_month = clock.today(unit.zone).replace(day=1) - dt.timedelta(days=5)
        actions.mark_days(unit_id=unit.pk, days=[last_month])
        actions.catch_up(unit)
    page = open_browser(user=world.user(Role.FEDERAL_MANAGER))
    page.goto("/figures/norms/")
    page.get_by_role("link", name="Изменить норму: Консультации за месяц").click()
    page.get_by_label("Порог").fill("20")
    page.get_by_label("Почему меняем").fill("Так решил совет")
    page.get_by_role("button", name="Посмотреть, кто окажется ниже").click()
    page.get_by_role("heading", name="Ниже новой нормы окажется").wait_for()
    expect(page.get_by_label("Порог")).to_have_value("20")
    page.get_by_role("button", name="Изменить норму").click()
    page.get_by_text("Норма изменена").first.wait_for()
    page.get_by_text("Так решил совет").first.wait_for()
