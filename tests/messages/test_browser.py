"""Notifications in a real browser: the question, the refusal of the browser, the choice without scripts; and what stands
on the page when none of it works."""

import pytest

from uchastie.crm.desk import queries as desk
from uchastie.crm.notifications.models import Choice
from uchastie.crm.notifications.queries import choices_token
from uchastie.crm.people.models import ContactPoint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def installation():
    """A browser brings its own server and database."""


def test_a_browser_that_refuses_loses_nothing(open_browser, world, make_request):
    request = make_request()
    page = open_browser(phone=True)
    page.goto(f"/s/{desk.status_token(request.pk)}/accepted/")
    page.get_by_role("button", name="Включить уведомления").click()
    said = page.locator("[data-push-said]")
    said.filter(has_text="Браузер запретил уведомления").wait_for()
    assert page.get_by_role("link", name="Что с моей заявкой").is_visible()


def test_without_scripts_nobody_is_asked(open_browser, world, make_request):
    request = make_request()
    page = open_browser(js=False)
    page.goto(f"/s/{desk.status_token(request.pk)}/accepted/")
    assert page.get_by_role("button", name="Включить уведомления").count() == 0


@pytest.mark.parametrize("js", [True, False])
def test_a_person_chooses_on_a_phone(open_browser, world, make_request, js):
    request = make_request()
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    page = open_browser(phone=True, js=js)
    page.goto(f"/n/{choices_token(request.beneficiary_id)}/")
    page.get_by_label("Просьба оценить: письмо").uncheck()
    page.get_by_role("textbox", name="Тихо с").fill("22:00")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено").wait_for()
    saved = Choice.objects.get(pk=request.beneficiary_id)
    assert "email" not in saved.channels["rating"]
    assert saved.quiet_since.hour == 22
