"""The day of an employee: a request goes to a colleague and to another centre, a slip is taken back, two people write
at once, one field finds everything, the first day."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.world import make_user
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Format, Status
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ledger("A13")
def test_a_request_goes_to_a_colleague_because_of_a_conflict_of_interest(open_browser, world, make_request):
    make_user("petr", Role.CENTRE_EMPLOYEE, world.uralmash, name="Пётр Зимин")
    request = make_request(name="Никитина Ольга Андреевна", assignee=world.user(Role.CENTRE_EMPLOYEE))
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(f"/desk/requests/{request.pk}/")
    page.get_by_role("link", name="Передать", exact=True).click()
    page.get_by_label("Пётр Зимин").check(force=True)
    page.get_by_label("Личное знакомство").check(force=True)
    page.get_by_role("button", name="Передать", exact=True).click()
    page.get_by_text("Напишите причину").first.wait_for()
    page.get_by_label("Что важно знать").fill("Ольга Андреевна — моя соседка")
    page.get_by_role("button", name="Передать", exact=True).click()
    page.get_by_text("Вы только читаете эту заявку").wait_for()
    expect(page.get_by_role("button", name="Беру себе")).to_have_count(0)


def test_a_request_goes_to_another_centre_and_comes_back(open_browser, world, make_request):
    request = make_request(name="Никитина Ольга Андреевна")
    ours = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    ours.goto(f"/desk/requests/{request.pk}/passing/")
    ours.get_by_label("Добро.Центр «Второй»").check(force=True)
    ours.get_by_label("Почему передаёте").fill("Живёт на другом берегу, туда ближе")
    ours.get_by_role("button", name="Передать в другой центр").click()
    ours.get_by_role("heading", name="Переданные заявки").wait_for()
    ours.get_by_text("Живёт на другом берегу").wait_for()

    theirs = open_browser(user=world.stranger)
    theirs.goto("/desk/")
    theirs.get_by_role("link", name=re.compile("Никитина")).first.click()
    theirs.get_by_text("Живёт на другом берегу").wait_for()
    theirs.get_by_text("Не можем взять: вернуть").click()
    theirs.get_by_label("Почему возвращаете").fill("До января нет мест")
    theirs.get_by_role("button", name="Вернуть заявку").click()
    theirs.get_by_text("На сегодня всё").wait_for()

    ours.goto(f"/desk/requests/{request.pk}/")
    ours.get_by_text("До января нет мест").wait_for()
    request.refresh_from_db()
    assert request.unit_id == world.uralmash.pk


@pytest.mark.parametrize("js", [True, False])
def test_a_slip_is_taken_back(open_browser, world, make_request, js):
    request = make_request(service="informing", status=Status.VIEWED)
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE), js=js)
    page.goto(f"/desk/requests/{request.pk}/")
    page.get_by_label("Поговорили").check(force=True)
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_role("heading", name="Шаг 3 из 6. Договориться").wait_for()
    page.locator(".toast").get_by_role("button", name="Вернуть").click()
    page.get_by_role("heading", name="Шаг 2 из 6. Связаться").wait_for()
    page.get_by_text("Шаг отменён").wait_for()
    request.refresh_from_db()
    assert (request.status, request.attempts) == (Status.VIEWED, 0)


def test_two_agree_on_different_days_and_choose(open_browser, world, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(f"/desk/requests/{request.pk}/")
    day = (clock.now() + dt.timedelta(days=3)).date().isoformat()
    page.locator("#agreement").get_by_label("День").fill(day)
    page.locator("#agreement").get_by_role("textbox", name="Время").fill("15:00")
    page.locator("#agreement").get_by_label("По телефону").check(force=True)

    at = clock.now().astimezone(world.uralmash.zone).replace(hour=11, minute=0, second=0, microsecond=0)
    other = {"agreed_at": at + dt.timedelta(days=3), "agreed_format": Format.IN_PERSON, "attention_at": at}
    ServiceRequest.objects.get(pk=request.pk).enter(Status.SCHEDULED, **other)
    page.locator("#agreement").get_by_role("button", name=re.compile("Сохранить")).click()

    page.get_by_role("heading", name="Пока вы писали, заявку изменили").wait_for()
    page.get_by_label(re.compile("11:00")).check(force=True)
    page.get_by_role("button", name="Сохранить выбранное").click()
    page.get_by_text("Договорились о встрече").first.wait_for()
    request.refresh_from_db()
    local = request.agreed_at.astimezone(world.uralmash.zone)
    assert (f"{local:%H:%M}", request.agreed_format) == ("11:00", Format.PHONE)


def test_one_field_finds_everything_from_the_keyboard(open_browser, world, make_request):
    request = make_request(name="Никитина Ольга Андреевна")
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/catalogue/")
    page.keyboard.press("Control+KeyK")
    page.keyboard.type(request.number)
    page.locator("#palette-found").get_by_role("link", name=request.number).wait_for()
    page.keyboard.press("ArrowDown")
    page.locator("#palette-found a:focus").wait_for()
    page.locator("#palette-found").get_by_role("link", name=request.number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Консультирование").wait_for()
    page.wait_for_url(f"**/desk/requests/{request.pk}/")
    page.keyboard.press("Control+KeyK")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_the_first_day_is_shown_step_by_step_and_goes_away(open_browser, world, make_request):
    make_request()
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto("/desk/")
    tour = page.locator("[data-tour]")
    tour.get_by_text("1 из 5").wait_for()
    for place in range(2, 6):
        tour.get_by_role("button", name="Дальше").click()
        tour.get_by_text(f"{place} из 5").wait_for()
    expect(tour.get_by_role("button", name="Дальше")).to_be_hidden()
    tour.get_by_role("button", name="Понятно").click()
    expect(page.locator("[data-tour]")).to_have_count(0)


def test_a_selection_is_kept_under_a_name(open_browser, world, make_request):
    make_request(channel="phone", name="Звонила Вера")
    make_request(channel="web", name="Писал Олег")
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE), phone=True)
    page.goto("/desk/")
    page.get_by_role("link", name="Отбор").click()
    page.get_by_label("Звонок").check(force=True)
    page.get_by_role("button", name="Показать").click()
    page.get_by_text("Звонила Вера").first.wait_for()
    expect(page.get_by_text("Писал Олег")).to_have_count(0)
    page.get_by_role("link", name="Сохранить отбор").click()
    page.get_by_label("Название").fill("Звонки")
    page.get_by_role("button", name="Сохранить отбор").click()
    page.goto("/desk/filters/")
    page.get_by_role("link", name="Звонки").click()
    page.get_by_text("Звонила Вера").first.wait_for()
    page.get_by_role("link", name="Сбросить отбор").click()
    page.get_by_text("Писал Олег").first.wait_for()
