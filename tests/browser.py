"""Pytest plugin: headless Chromium for journeys. A test that uses it is marked `browser` and skipped, loudly, where
there is no Chromium. Every page is watched: a console error, a script error or a CSP violation fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One browser for the whole run."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if path is None:
        pytest.skip("NO CHROMIUM: browser journeys are not run (install the package `chromium`)")
    # Playwright's synchronous API keeps an event loop in this thread; Django would refuse the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: "Browser", live_server: Any) -> "Iterator[Callable[..., Page]]":
    """`open_browser(phone=True, theme="dark", user=…, js=False)` → a page of the running product, `page.problems` is
    checked to be empty at the end. Addresses are relative: `page.goto("/")`."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_page(*, phone: bool = False, theme: str = "light", user: Any = None, js: bool = True, **kw: Any) -> "Page":
        size = PHONE if phone else DESK
        context = chromium.new_context(
            base_url=live_server.url, viewport=size, color_scheme=theme, locale="ru-RU", java_script_enabled=js, **kw
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.set_default_navigation_timeout(60_000)  # the first page of a run makes its templates
        page.on("console", lambda message: problems.append(message.text) if _is_problem(message) else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == [], f"the browser complained: {problems}"


def _is_problem(message: Any) -> bool:
    """The browser logs every answer of 4xx as an error; those the tests check themselves."""
    return message.type == "error" and "Failed to load resource" not in message.text


def session_cookie(user: Any, url: str) -> dict[str, str]:
    """The cookie of a session with the second factor done."""
    from django.conf import settings

    from tests.world import sign_in

    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": sign_in(user, fresh=True).cookies[name].value, "url": url}


def until(page: "Page", expression: str) -> None:
    """Wait for something only scripts see. `wait_for_function` evaluates inside the page, where the policy forbids it."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {expression}")
