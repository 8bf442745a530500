"""axe on every page in both themes, and no sideways scrolling on the narrowest phone, in headless Chromium."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.pages.catalogue import PAGES
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.kernel import clock

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
OF_COLOUR = "{runOnly: ['color-contrast', 'link-in-text-block']}"
PARTS = 4  # so that several processes share the pages
HERE = [page for page in PAGES if not page.demo]

pytestmark = pytest.mark.browser


@pytest.mark.ledger("A11")
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(open_browser, shown, part):
    """Every page once: in the light all rules, in the dark those of colour, and at 320 pixels nobody scrolls sideways
    (WCAG 1.4.10)."""
    tabs = {}
    found = []
    for page in HERE[part::PARTS]:
        if page.who not in tabs:
            tabs[page.who] = open_browser(user=shown.world.user(page.who) if page.who else None)
        tab = tabs[page.who]
        tab.goto(page.path(shown.objects))
        found += [f"{page.name}: {what}" for what in (*violations(tab), *in_the_dark(tab), *too_wide(tab))]
    assert found == []


def in_the_dark(tab):
    tab.emulate_media(color_scheme="dark", reduced_motion="reduce")  # else colours are on their way
    yield from (f"in the dark: {what}" for what in violations(tab, OF_COLOUR))
    tab.emulate_media(color_scheme="light")


def too_wide(tab):
    size = tab.viewport_size
    tab.set_viewport_size({"width": 320, "height": 640})
    width = tab.evaluate("document.documentElement.scrollWidth")
    tab.set_viewport_size(size)
    if width > 320:
        yield f"{width} pixels wide on a phone of 320"


def violations(tab, options="{}"):
    tab.evaluate(AXE)  # through the debugger: the content policy allows no script of others on the page
    for violation in tab.evaluate(f"async () => (await axe.run({options})).violations"):
        places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        yield f"{violation['id']}, {violation['help']}: {places}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_where_two_have_changed_one_card(open_browser, shown, theme):
    """A page that stands only after a form: no address shows it."""
    mine, theirs = (
        open_browser(phone=True, theme=theme, user=shown.world.user(Role.CENTRE_EMPLOYEE)) for _ in range(2)
    )
    address = f"/people/{shown.objects.values['person']}/edit/"
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
