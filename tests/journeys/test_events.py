"""An event: planned by the head, found and registered for by a visitor, met at the door with and without a connection."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.world_events import make_event, make_registration
from uchastie.crm.accounts.rules import Role
from uchastie.crm.events import queries
from uchastie.crm.events.models import Attendance, Event, Registration, YearPublication
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def register(page, event):
    page.goto("/centres/uralmash/")
    page.get_by_role("link", name=event.title).click()
    page.get_by_label("Как к вам обращаться").fill("Рябова Нина")
    page.get_by_label("Телефон", exact=True).fill("8 912 555 01 01")
    page.locator("label", has_text="Двое").click()
    page.get_by_role("button", name="Дальше: согласие").click()
    page.get_by_role("heading", name=re.compile("Согласие")).first.wait_for()
    assert Registration.objects.count() == 0  # nothing is stored before the consent
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться и записаться").click()
    page.get_by_role("heading", name="Вы записаны").wait_for()


@pytest.mark.ledger("A98", "A106")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_visitor_registers_and_is_marked_at_the_door(open_browser, world, js):
    event = make_event(world.uralmash, starts_in=3, places=24)
    visitor = open_browser(phone=True, js=js)
    register(visitor, event)
    visitor.get_by_role("img", name="QR-код").wait_for()
    registered = Registration.objects.get()

    # The camera of an employee's telephone opens the address in the code.
    scanned = urlsplit(queries.door_url(registered.pk)).path
    employee = open_browser(phone=True, user=world.user(Role.CENTRE_EMPLOYEE))
    employee.goto(scanned)
    employee.get_by_role("button", name="Отметить").click()
    employee.get_by_text("Отмечено: 2 человека").wait_for()
    employee.goto(scanned)
    employee.get_by_text("уже отмечен").wait_for()
    mark = Attendance.objects.get()
    assert (mark.registration_id, mark.people, mark.way) == (registered.pk, 2, "chosen")

    visitor.reload()
    visitor.get_by_role("heading", name="Вы были на событии").wait_for()


def test_somebody_with_a_place_gives_it_up_and_the_next_in_line_gets_it(open_browser, world):
    event = make_event(world.uralmash, starts_in=50, places=2)
    visitor = open_browser(phone=True)
    register(visitor, event)
    waiting = make_registration(event, name="Ким Людмила", phone="+79125550102", standing="waiting")
    visitor.locator("summary", has_text="Не смогу прийти").click()
    visitor.get_by_role("button", name="Отменить запись").click()
    visitor.get_by_role("heading", name="Запись отменена").wait_for()
    other = open_browser(phone=True)
    other.goto(queries.own_path(waiting.pk))
    other.get_by_role("heading", name="Вы записаны").wait_for()


@pytest.mark.ledger("A98", "A106")
def test_marks_at_the_door_without_a_connection_come_later_and_once(open_browser, world):
    """The buttons of the list and «Без имени» are remembered as they were pressed."""
    event = make_event(world.uralmash, starts_in=1)
    make_registration(event)
    second = make_registration(event, name="Ким Людмила", phone="+79125550102", people=2)
    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(f"/plan/{event.pk}/door/")
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("Отметить ?: Ким Людмила")).click()
    page.get_by_text("Сохранено на этом устройстве: 1 отметка").wait_for()
    page.get_by_label("Сколько человек").first.fill("12")
    page.get_by_role("button", name="Без имени").click()
    page.get_by_text("Сохранено на этом устройстве: 2 отметки").wait_for()
    assert not Attendance.objects.exists()
    page.context.set_offline(False)
    page.locator("[data-kept]").wait_for(state="hidden")
    page.reload()
    expect(page.get_by_text("пришёл").first).to_be_visible()
    marks = {mark.registration_id: mark.people for mark in Attendance.objects.all()}
    assert marks == {second.pk: 2, None: 12}


@pytest.mark.ledger("A90")
def test_the_head_plans_and_publishes_the_calendar_of_the_year(open_browser, world):
    year = clock.today(world.uralmash.zone).year + 1  # whatever the day, all of it is ahead
    head = open_browser(user=world.user(Role.CENTRE_HEAD))
    head.goto("/plan/new/")
    head.get_by_label("Название").fill("Круглый стол НКО")
    head.locator("label", has_text="Круглый стол").last.click()
    head.get_by_label("День", exact=True).fill(f"{year}-03-14")
    head.get_by_label("Начало").fill("12")
    head.get_by_label("Окончание").fill("14:30")
    head.get_by_role("button", name="Сохранить черновик").click()
    head.get_by_text("Это черновик").wait_for()
    head.goto(f"/plan/?year={year}")
    head.get_by_label("Запись в сообществе").fill("vk.com/wall-1_2")
    head.get_by_role("button", name="Опубликовать календарь").click()
    head.get_by_text("Календарь опубликован", exact=False).first.wait_for()
    made = YearPublication.objects.get()
    assert (made.year, made.link, Event.objects.get().state) == (year, "https://vk.com/wall-1_2", "published")
    visitor = open_browser(phone=True)
    visitor.goto(f"/centres/uralmash/events/?year={year}")
    visitor.get_by_role("link", name="Круглый стол НКО").click()
    visitor.get_by_role("heading", name="Записаться").wait_for()
