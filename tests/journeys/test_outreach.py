"""An employee writes a week of outreach into the ledger: seven facts by seventeen movements of the hand, which is less
than a minute; a machine under load may take longer, so the movements are what is kept."""

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.outreach.models import Fact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEEK = (
    "https://vk.com/wall-1_2284",
    "https://t.me/uralmash/15",
    "https://ok.ru/group/5/topic/7",
    "https://rutube.ru/video/abc/",
    "https://dobro.ru/organizations/1/info",
)


@pytest.mark.ledger("A56", "A93", "A95")
def test_the_employee_enters_a_week_of_outreach_in_a_minute(open_browser, world):
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/outreach/")
    for place, link in enumerate(WEEK, start=1):
        expect(page.get_by_label("Ссылка", exact=True)).to_be_focused()
        page.keyboard.insert_text(link)
        page.keyboard.press("Enter")
        expect(page.locator(".ledger__row")).to_have_count(place)
        page.get_by_text("Записано:").first.wait_for()
    # A repost is said by its chip; the radio has no link.
    page.keyboard.insert_text("https://vk.com/wall-1_2290")
    page.get_by_text("Репост Ассоциации", exact=True).first.click()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator(".ledger__row")).to_have_count(6)
    page.get_by_text("СМИ и молва", exact=True).first.click()
    page.get_by_label("Название").fill("Районное радио: рассказ о наставниках")
    page.get_by_label("Где").first.select_option("radio")
    page.get_by_label("Название").press("Enter")
    expect(page.locator(".ledger__row")).to_have_count(7)
    assert sorted(Fact.objects.values_list("kind", flat=True)) == [
        *("material", "media", "post", "post", "post", "repost", "update")
    ]
    # The same link again saves nothing and says so.
    page.get_by_label("Ссылка", exact=True).fill("http://m.vk.com/wall-1_2284/?utm_source=mail")
    page.keyboard.press("Enter")
    page.get_by_text("Второй раз не записали").first.wait_for()
    assert Fact.objects.count() == 7
