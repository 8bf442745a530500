"""A meeting from the first free time to another day: the employee agrees it on the card, the person moves it by link."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.world import make_appointment
from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock

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


@pytest.mark.parametrize("address", ["/desk/calendar/?by=people", "/desk/day/"])
def test_a_table_of_the_day_and_of_the_week_fits_a_sheet_on_its_side(open_browser, world, make_request, address):
    today = clock.now().astimezone(world.uralmash.zone).replace(minute=0, second=0, microsecond=0)
    for hour in (10, 12, 15):
        request = make_request(status=Status.SCHEDULED, name="Константинопольская-Преображенская Александра Львовна")
        begins = today.replace(hour=hour)
        make_appointment(request, employee=world.user(Role.CENTRE_EMPLOYEE), starts_at=begins)
    ServiceRequest.objects.update(attention_at=clock.now())
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(address)
    sides = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert float(sides[1]) > float(sides[2])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})
    out = "cell => [...cell.children].some(one => one.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1)"
    assert page.evaluate(f"[...document.querySelectorAll('td')].filter({out}).length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    expect(page.get_by_text("Добро.Центр «Уралмаш»").locator("visible=true").first).to_be_visible()


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
