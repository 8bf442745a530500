"""A meeting from the first free time to another day: the employee agrees it on the card, the person moves it by link."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def agree_by_one_press(open_browser, world, request):
    """With scripts the free times come after the card."""
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(f"/desk/requests/{request.pk}/")
    times = page.locator("#agreement input[name=slot]")
    times.first.wait_for(state="attached")
    times.nth(times.count() - 2).check(force=True)  # the last of them: days away
    page.locator("#agreement").get_by_text("В центре", exact=True).click()
    page.get_by_role("button", name="Сохранить встречу").click()
    page.get_by_text("Договорились о встрече").wait_for()


@pytest.mark.ledger("A19", "A38")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_the_person_moves_the_meeting(open_browser, world, make_request, js):
    request = make_request(status=Status.CONTACTED)
    agree_by_one_press(open_browser, world, request)
    agreed = Appointment.objects.get()

    phone = open_browser(phone=True, js=js)
    phone.goto(f"/s/{status_token(request.pk)}/")
    phone.get_by_role("link", name="Перенести или отменить").click()
    phone.get_by_role("heading", name="Когда вам удобнее?").wait_for()
    phone.get_by_role("link", name="Показать ещё дни").click()
    phone.wait_for_url(re.compile("from="))
    free = phone.locator("input[name=slot]:not([disabled])")
    wanted = free.first.get_attribute("value")
    free.first.check(force=True)
    phone.get_by_role("button", name="Перенести").click()
    phone.get_by_text("Встреча перенесена").first.wait_for()

    moved = Appointment.objects.get()
    assert moved.uid == agreed.uid
    assert moved.sequence == agreed.sequence + 1
    assert moved.starts_at == dt.datetime.fromisoformat(wanted).replace(tzinfo=request.unit.zone)
    request.refresh_from_db()
    assert request.agreed_at == moved.starts_at

    with phone.expect_download() as calendar:
        phone.get_by_role("link", name="В календарь").click()
    assert b"SEQUENCE:1" in calendar.value.path().read_bytes()


def test_the_week_is_walked_by_keys_and_leads_to_a_new_meeting(open_browser, world, make_request):
    make_request(status=Status.CONTACTED, name="Никитина Ольга Андреевна")
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/desk/calendar/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("day="))
    page.locator("a.free").first.click()
    page.get_by_role("heading", name="Записать на встречу").wait_for()
    page.get_by_role("radio", name=re.compile("Никитина")).check(force=True)
    page.get_by_role("button", name="Сохранить встречу").click()
    page.locator("a.appt").first.wait_for()
    expect(page.locator("a.appt").first).to_contain_text("Никитина О. А.")
