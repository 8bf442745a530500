"""axe on every page in both themes, and no sideways scrolling on the narrowest phone, in headless Chromium."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.pages.catalogue import PAGES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
PARTS = 4  # so that several processes share the pages
HERE = [page for page in PAGES if not page.demo]

pytestmark = pytest.mark.browser


@pytest.mark.ledger("A11")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(open_browser, world, objects, theme, part):
    tabs = {}
    found = []
    for page in HERE[part::PARTS]:
        if page.who not in tabs:
            tabs[page.who] = open_browser(theme=theme, user=world.user(page.who) if page.who else None)
        tab = tabs[page.who]
        tab.goto(page.path(objects))
        tab.evaluate(AXE)  # through the debugger: the content policy allows no script of others on the page
        for violation in tab.evaluate("async () => (await axe.run()).violations"):
            places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
            found.append(f"{page.name} ({theme}): {violation['id']}, {violation['help']}: {places}")
    assert found == []


@pytest.mark.ledger("A11")
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_wider_than_the_narrowest_phone(open_browser, world, objects, part):
    """WCAG 1.4.10: at 320 pixels nobody scrolls sideways."""
    tabs = {}
    wide = []
    for page in HERE[part::PARTS]:
        if page.who not in tabs:
            tabs[page.who] = open_browser(phone=True, user=world.user(page.who) if page.who else None)
            tabs[page.who].set_viewport_size({"width": 320, "height": 640})
        tab = tabs[page.who]
        tab.goto(page.path(objects))
        width = tab.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{page.name}: {width}")
    assert wide == []
