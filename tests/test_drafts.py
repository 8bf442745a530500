"""Nothing typed is lost on the way: a lost session, a refusal, and then a form accepted, which forgets its draft."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = "form[data-draft^=note]"
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length"


@pytest.fixture
def card(world: Any, make_request: Callable[..., Any], open_browser: Callable[..., Any]) -> Any:
    from uchastie.crm.accounts.rules import Role

    page = open_browser(user=world.user(Role.CENTRE_EMPLOYEE))
    page.goto(f"/desk/requests/{make_request(unit=world.uralmash).id}/")
    return page


def test_a_lost_session_keeps_the_draft_and_an_accepted_form_forgets_it(card: Any) -> None:
    address = card.url
    cookies = card.context.cookies()
    card.fill(f"{NOTE} textarea", "Просила перезвонить после 16:00")
    card.context.clear_cookies(name=re.compile("session"))
    card.click(f"{NOTE} button")
    card.wait_for_url("**/accounts/login/**")
    assert card.evaluate(KEPT) == 1

    card.context.add_cookies(cookies)
    card.goto(address)
    assert card.input_value(f"{NOTE} textarea") == "Просила перезвонить после 16:00"
    card.click(f"{NOTE} button")
    card.wait_for_selector(".tl:has-text('Просила перезвонить')")
    assert card.input_value(f"{NOTE} textarea") == ""
    assert card.evaluate(KEPT) == 0


def test_a_broken_connection_keeps_the_draft(card: Any) -> None:
    card.fill(f"{NOTE} textarea", "Не дозвонились")
    card.route("**/notes/", lambda route: route.abort("connectionreset"))
    address = card.url
    card.click(f"{NOTE} button")
    card.wait_for_timeout(300)
    card.unroute("**/notes/")
    card.goto(address)
    assert card.input_value(f"{NOTE} textarea") == "Не дозвонились"


def test_signing_out_forgets_every_draft(card: Any) -> None:
    card.fill(f"{NOTE} textarea", "Личное")
    card.wait_for_timeout(1200)
    assert card.evaluate(KEPT) == 1
    card.click("form[data-signout] button")
    card.wait_for_url(lambda url: "/desk/" not in url)
    assert card.evaluate(KEPT) == 0


def test_a_lost_session_is_not_answered_inside_a_part_of_the_page(card: Any) -> None:
    card.goto("/desk/")
    card.wait_for_selector("#preview h2")
    card.context.clear_cookies(name=re.compile("session"))
    card.evaluate("htmx.ajax('GET', document.querySelector('.row').dataset.preview, {target: '#preview'})")
    card.wait_for_url("**/accounts/login/?next=/desk/")


def test_focus_stays_when_a_step_is_ticked(card: Any) -> None:
    box = card.locator("#regulation [role=checkbox]").nth(1)
    box.focus()
    card.keyboard.press("Space")
    card.wait_for_selector("#regulation [aria-checked=true]")
    assert (
        card.evaluate("[...document.querySelectorAll('#regulation [role=checkbox]')].indexOf(document.activeElement)")
        == 1
    )
