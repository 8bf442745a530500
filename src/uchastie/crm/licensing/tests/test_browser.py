"""The set of a centre in a real browser."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing import queries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A29", "A31")
@pytest.mark.parametrize("js", [True, False])
def test_the_manager_ticks_services_and_sees_the_norms(open_browser, world, js):
    page = open_browser(user=world.user(Role.FEDERAL_MANAGER), js=js)
    page.goto("/licensing/uralmash/")
    for name in ("Подбор экспертов", "Донорство"):
        page.get_by_role("checkbox", name=name).check()
    if js:
        page.locator("#norms").get_by_text("не хватает: 4 сервиса").wait_for()
    page.get_by_role("button", name="Сохранить").click()
    page.locator("#norms").get_by_text("не хватает: 4 сервиса").wait_for()
    assert queries.list_chosen_codes(world.uralmash) == {"experts", "blood-donation"}


@pytest.mark.ledger("A59")
def test_a_citizen_opens_the_details_of_a_service_and_applies(open_browser, world):
    page = open_browser(phone=True, js=False)
    page.goto("/centres/uralmash/")
    page.get_by_role("link", name="Подробнее: Консультирование").click()
    page.get_by_text("Что вы получите").wait_for()
    page.get_by_role("link", name="Подать заявку").first.click()
    page.wait_for_url("**/centres/uralmash/apply/?service=consulting")
