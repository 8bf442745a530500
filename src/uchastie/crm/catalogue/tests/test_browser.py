"""The editor in a real browser: by hand, by buttons, with and without scripts."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries
from uchastie.kernel.actor import SYSTEM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A3")
@pytest.mark.parametrize("js", [True, False])
def test_a_manager_edits_a_regulation_and_brings_it_into_force(open_browser, world, js):
    page = open_browser(user=world.user(Role.FEDERAL_MANAGER), js=js)
    page.goto("/catalogue/social-design/")
    page.get_by_role("link", name="Новая версия регламента").click()
    page.get_by_role("button", name="Ниже: шаг 1").click()
    page.get_by_label("Шаг 3: что сделать").fill("Записать цель, людей, сроки, деньги и риски")
    page.get_by_role("button", name="Убрать шаг 4").click()
    page.get_by_role("button", name="Шаг", exact=True).click()
    page.get_by_label("Шаг 5: что сделать").fill("Спросить, кто ещё поможет")
    page.get_by_role("button", name="Ввести в действие").click()
    page.get_by_role("link", name="Что изменилось").click()
    page.get_by_label("Что изменилось").fill("Считаем риски и ищем помощников рядом.")
    page.get_by_role("button", name="Ввести в действие").click()
    page.get_by_text("действует версия 2").wait_for()

    texts = [
        step.text for step in queries.plain_steps(queries.find_current_regulation(queries.get_service("social-design")))
    ]
    assert texts[2:] == [
        "Записать цель, людей, сроки, деньги и риски",
        "Объяснить, как оценить сервис, и пригласить оставить отзыв",
        "Спросить, кто ещё поможет",
    ]
    assert texts[0] == "Разобрать вместе, кому и чем поможет проект"
    assert queries.find_draft(SYSTEM, queries.get_service("social-design")) is None


def test_what_was_typed_survives_a_lost_page(open_browser, world):
    page = open_browser(user=world.user(Role.FEDERAL_MANAGER))
    page.goto("/catalogue/eco/regulation/draft/")
    page.get_by_label("Шаг 1: что сделать").fill("Написано перед обрывом связи")
    page.locator("[data-draft-status]:visible").wait_for()
    page.reload()
    assert page.get_by_label("Шаг 1: что сделать").input_value() == "Написано перед обрывом связи"
    page.get_by_role("button", name="Сохранить черновик").click()
    page.get_by_text("Черновик сохранён", exact=True).wait_for()
    page.get_by_label("Шаг 1: что сделать").fill("Написано позже")
    page.get_by_role("button", name="Сохранить черновик").click()
    page.get_by_text("Черновик сохранён", exact=True).wait_for()
    page.reload()
    assert page.get_by_label("Шаг 1: что сделать").input_value() == "Написано позже"
