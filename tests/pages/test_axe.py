"""axe on every page in both themes, and no sideways scrolling on the narrowest phone, in headless Chromium."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.pages.catalogue import PAGES
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.kernel import clock

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
        found += [f"{page.name} ({theme}): {what}" for what in violations(tab)]
    assert found == []


def violations(tab):
    tab.evaluate(AXE)  # through the debugger: the content policy allows no script of others on the page
    for violation in tab.evaluate("async () => (await axe.run()).violations"):
        places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        yield f"{violation['id']}, {violation['help']}: {places}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_where_two_have_changed_one_card(open_browser, world, objects, theme):
    """A page that stands only after a form: no address shows it."""
    mine, theirs = (open_browser(phone=True, theme=theme, user=world.user(Role.CENTRE_EMPLOYEE)) for _ in range(2))
    address = f"/people/{objects.values['person']}/edit/"
    mine.goto(address)
    theirs.goto(address)
    for tab, words in ((theirs, "после 18 часов"), (mine, "только утром, до девяти, пока внук в школе")):
        tab.get_by_label("Когда удобно").fill(words)
        tab.get_by_role("button", name="Сохранить").last.click()
        tab.wait_for_url(f"**{address}" if tab is mine else f"**{address.removesuffix('edit/')}")
    mine.get_by_role("heading", name="Карточку изменили раньше вас").wait_for()
    mine.get_by_text("пока внук в школе").wait_for()
    assert list(violations(mine)) == []
    assert mine.evaluate("document.documentElement.scrollWidth") <= 390


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


def test_a_name_without_a_space_widens_no_page(open_browser, world, make_request):
    name = "Александра" + "ы" * 60
    request = make_request(name=name)
    ServiceRequest.objects.update(attention_at=clock.now())
    tab = open_browser(phone=True, user=world.user(Role.CENTRE_EMPLOYEE))
    tab.set_viewport_size({"width": 320, "height": 640})
    person, card = f"/people/{request.beneficiary_id}/", f"/desk/requests/{request.pk}/"
    for address in ("/desk/", "/desk/day/", card, person):
        tab.goto(address)
        assert name in tab.content(), address
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, address
