"""What the scripts promise, in a real browser. The page of components serves as the ground."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DRAFT = "form[data-draft=showcase]"


@pytest.fixture
def showcase(open_browser: Callable[..., Any], settings: Any) -> Callable[..., Any]:
    settings.DEBUG = True

    def open_it(**how: Any) -> Any:
        page = open_browser(**how)
        page.goto("/ui/")
        return page

    return open_it


def test_icons_of_the_sprite_are_painted_in_the_colour_of_the_text(showcase: Callable[..., Any]) -> None:
    """A policy that forbade the sprite would leave empty boxes."""
    page = showcase()
    box = page.evaluate("document.querySelector('.btn--main use').getBBox().width")
    assert box > 10
    assert page.evaluate("getComputedStyle(document.querySelector('.btn--main .i')).stroke") == page.evaluate(
        "getComputedStyle(document.querySelector('.btn--main')).color"
    )


@pytest.mark.parametrize("phone", [False, True])
def test_nothing_runs_over_the_edge(showcase: Callable[..., Any], phone: bool) -> None:
    page = showcase(phone=phone)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if phone:
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_typed_survives_a_reload_but_not_its_acceptance(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.fill(f"{DRAFT} [name=name]", "Вера Павловна")
    page.check(f"{DRAFT} [name=way][value=mail]", force=True)
    page.wait_for_selector("[data-draft-status]:visible")
    assert re.search(r"черновик сохранён в \d+:\d\d", page.inner_text("[data-draft-status]"))
    page.reload()
    assert page.input_value(f"{DRAFT} [name=name]") == "Вера Павловна"
    assert page.is_checked(f"{DRAFT} [name=way][value=mail]")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.route("**/ui/", lambda route: _with(route, "<body ", 'data-draft-done="other showcase" '))
    page.reload()
    assert page.input_value(f"{DRAFT} [name=name]") == ""


def test_a_draft_is_never_shown_to_another_person(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.evaluate("sessionStorage.setItem('draft-owner', 'one')")
    page.evaluate(
        "sessionStorage.setItem('draft:showcase', JSON.stringify({at: Date.now(), fields: [['name', 'Чужое']]}))"
    )
    page.route("**/ui/", lambda route: _with(route, "<body ", 'data-who="two" '))
    page.reload()
    assert page.input_value(f"{DRAFT} [name=name]") == ""


def test_passwords_and_hidden_fields_are_not_kept(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.evaluate(
        f"document.querySelector('{DRAFT}').insertAdjacentHTML('beforeend',"
        "'<input type=password name=secret value=s3cret><input type=hidden name=token value=t0ken>')"
    )
    page.fill(f"{DRAFT} [name=name]", "Вера")
    page.wait_for_selector("[data-draft-status]:visible")
    kept = page.evaluate("sessionStorage.getItem('draft:showcase')")
    assert "Вера" in kept
    assert "s3cret" not in kept
    assert "t0ken" not in kept


def test_without_a_connection_nothing_is_sent_and_nothing_is_lost(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.evaluate(f"document.querySelector('{DRAFT}').method = 'post'")
    for name in ("name", "phone", "need"):
        page.fill(f"{DRAFT} [name={name}]", "Вера Павловна")
    for name in ("topics", "stars", "agree"):
        page.locator(f"{DRAFT} [name={name}]").first.check(force=True)
    page.context.set_offline(True)
    page.click(f"{DRAFT} .btn--main")
    notice = page.locator("[data-offline]")
    assert "Нет связи" in notice.inner_text()
    assert page.input_value(f"{DRAFT} [name=name]") == "Вера Павловна"
    page.context.set_offline(False)
    page.wait_for_selector("[data-offline]:has-text('Связь вернулась')")


def test_a_form_is_sent_once(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        "'<form id=twice><button class=btn>Сохранить</button></form>')"
    )
    page.evaluate(
        "window.sent = 0; document.addEventListener('submit', (e) => { sent += !e.defaultPrevented; e.preventDefault(); })"
    )
    page.evaluate("for (let n = 0; n < 3; n++) document.querySelector('#twice button').click()")
    assert page.evaluate("sent") == 1
    assert page.get_attribute("#twice button", "aria-busy") == "true"
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    assert page.get_attribute("#twice button", "aria-busy") is None


def test_keys_act_by_their_place_outside_fields_only(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.focus(f"{DRAFT} [name=name]")
    page.keyboard.press("KeyN")
    assert "theme" not in page.url
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+KeyK")
    assert page.evaluate("document.activeElement.id") == "palette-q"
    page.keyboard.press("Escape")
    page.keyboard.press("Digit2")
    assert page.is_checked(f"{DRAFT} [name=way][value=sms]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyN")
    page.wait_for_url("**/ui/?theme=dark")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_all_keys_are_listed_and_letters_can_be_switched_off(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.keyboard.press("Shift+Slash")
    listed = page.inner_text("#keys dl")
    for words in ("тёмная", "Т", "следующая запись", "найти", "Ctrl"):
        assert words in listed
    page.uncheck("#keys [data-keys-switch]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyN")
    page.wait_for_timeout(200)
    assert "theme" not in page.url
    page.click("[data-keys-open]")
    page.check("#keys [data-keys-switch]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyN")
    page.wait_for_url("**/ui/?theme=dark")


def test_arrows_walk_through_the_rows_of_all_groups(showcase: Callable[..., Any]) -> None:
    page = showcase()
    order = "[...document.querySelectorAll('.row')].indexOf(document.activeElement)"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(order) == 3  # the current row is the third
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(order) == 1


def test_the_menu_opens_on_a_phone_without_scripts(showcase: Callable[..., Any]) -> None:
    page = showcase(phone=True, js=False)
    link = page.locator("#menu .nav__link", has_text="Просрочено")
    assert not link.is_visible()
    page.click("text=Меню")
    assert link.is_visible()
    page.click("[aria-label='Закрыть меню']")
    assert not link.is_visible()


@pytest.mark.ledger("A58")
def test_distances_are_counted_here_and_sent_nowhere(open_browser: Callable[..., Any], settings: Any) -> None:
    settings.DEBUG = True
    page = open_browser(geolocation={"latitude": 56.8389, "longitude": 60.6057}, permissions=["geolocation"])
    page.goto("/ui/")
    asked: list[str] = []
    page.evaluate(
        "document.querySelector('main').innerHTML = `<div data-near><p hidden data-near-ask><button>Показать ближайшие</button></p>"
        "<p data-near-say></p><ul><li>без места</li>"
        "<li data-lat='57.9194' data-lon='59.9650'>Тагил <span class='distance' hidden></span></li>"
        "<li data-lat='56.8900' data-lon='60.6100'>Уралмаш <span class='distance' hidden></span></li>"
        "<li data-lat='56.8391' data-lon='60.6060'>рядом <span class='distance' hidden></span></li></ul></div>`"
    )
    page.evaluate("import('/static/ui/js/near.js')")
    page.wait_for_selector("[data-near-ask]:visible")
    page.on("request", lambda request: asked.append(request.url))
    page.click("text=Показать ближайшие")
    page.wait_for_selector(".distance:visible")
    lines = [line.replace("\u00a0", " ") for line in page.locator("li").all_inner_texts() if line]
    places = [line for line in lines if re.search(r"рядом|Уралмаш|Тагил|без места", line)]
    assert places == ["рядом 50 м", "Уралмаш 5,7 км", "Тагил 126 км", "без места"]
    assert asked == []


def test_a_toast_leaves_by_itself_and_a_failure_stays(showcase: Callable[..., Any]) -> None:
    page = showcase()
    page.clock.install()
    toasts = (
        "<div class='toast' id=done><span>Сохранено</span><button class=btn type=button hidden data-close>Закрыть</button></div>"
        "<div class='toast toast--stays' id=bad><span>Не вышло</span><button class=btn type=button hidden data-close>Закрыть</button></div>"
    )
    page.route("**/ui/", lambda route: _with(route, '<div class="toasts" role="status">', toasts))
    page.reload()
    assert page.is_visible("#done")
    page.clock.fast_forward(7000)
    assert not page.is_visible("#done")
    assert page.is_visible("#bad")
    page.click("#bad [data-close]")
    assert not page.is_visible("#bad")


def _with(route: Any, place: str, more: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(place, place + more, 1))
