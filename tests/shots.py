"""`make shots`: pictures of every page as its person, wide and narrow, light and dark, into shots/.

The demo is made anew in a folder of its own and served at a fixed moment, so that two runs show the same days."""

import argparse
import datetime as dt
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "shots"
MOMENT = dt.datetime(2026, 11, 23, 11, 20, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--guide", action="store_true", help="the pictures of docs/guide instead, small ones")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
        return
    from tests.browser import chromium_path

    if chromium_path() is None:
        sys.exit("!!! CHROMIUM IS NOT INSTALLED: no pictures. Install the package `chromium`.")
    with tempfile.TemporaryDirectory(prefix="uchastie-shots-") as data:
        shoot_all(Path(data), options.only, take_guide if options.guide else take)


def shoot_all(data: Path, only: str, camera: Callable[[str, str], int]) -> None:
    from tests.processes import free_port

    port = free_port()
    os.environ |= {"DATA_DIR": str(data), "PORT": str(port), "DEMO": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    os.environ.pop("DATABASE_URL", None)
    with served(port) as url:
        set_up()
        import time_machine

        with time_machine.travel(MOMENT, tick=True):  # sessions and links must be of that day too
            print(f"{camera(url, only)} pictures")


def set_up() -> None:
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")
    import django

    django.setup()


def serve() -> None:
    """In a process of its own: the demo is made and the pages are served at the fixed moment, the clock ticking."""
    set_up()
    import time_machine
    from django.core.management import call_command

    from uchastie.project.preparation import prepare

    logging.getLogger("django.server").setLevel(logging.ERROR)
    with time_machine.travel(MOMENT, tick=True):
        prepare(demo=True, say=print)
        call_command("runserver", f"127.0.0.1:{os.environ['PORT']}", "--noreload", verbosity=0)


@contextmanager
def served(port: int) -> Iterator[str]:
    from tests.processes import status, wait_until

    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "tests.shots", "--serve"], cwd=ROOT)
    try:
        wait_until(lambda: process.poll() is not None or status(url + "/healthz") == 200, 120)
        assert process.poll() is None, "the demo did not start"
        yield url
    finally:
        process.terminate()
        process.wait(20)


def take(url: str, only: str) -> int:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium_path

    people, objects = cast()
    if not only:
        shutil.rmtree(OUT, ignore_errors=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        looks = [(size, theme) for size in SIZES for theme in THEMES]
        count = sum(take_look(browser, url, only, look, people, objects) for look in looks)
        browser.close()
    return count


def take_look(browser: Any, url: str, only: str, look: tuple[str, str], people: Any, objects: Any) -> int:
    from tests.browser import session_cookie
    from tests.pages.catalogue import PAGES

    size, theme = look
    folder = OUT / f"{size}-{theme}"
    folder.mkdir(parents=True, exist_ok=True)
    viewport = dict(zip(("width", "height"), SIZES[size], strict=True))
    pages = [page for page in PAGES if only in page.name and known(page, objects)]
    taken = 0
    for who in {page.who: None for page in pages if page.who is None or page.who in people}:
        context = browser.new_context(base_url=url, viewport=viewport, color_scheme=theme, locale="ru-RU")
        if who is not None:
            context.add_cookies([session_cookie(people[who], url)])
        tab = context.new_page()
        for page in (page for page in pages if page.who == who):
            tab.goto(page.path(objects), wait_until="networkidle")  # the pane of the queue comes after the page
            tab.screenshot(path=folder / f"{page.name}.png", full_page=True)
            taken += 1
        context.close()
    return taken


GUIDE = ROOT / "docs" / "guide" / "images"
# Picture of the guide → page of the catalogue.
GUIDE_PAGES = {
    "queue": "queue",
    "filters": "filters",
    "request": "request-viewed",
    "passing": "passing",
    "add": "add",
    "search": "queue",
    "team": "team",
    "network": "network",
}


def take_guide(url: str, only: str) -> int:
    """Of one size and few colours: they are kept in the repository and come with the product."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium_path, session_cookie
    from tests.pages.catalogue import PAGES

    people, objects = cast()
    catalogue = {page.name: page for page in PAGES}
    GUIDE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for name, of in GUIDE_PAGES.items():
            page = catalogue[of]
            context = browser.new_context(base_url=url, viewport={"width": 1200, "height": 760}, locale="ru-RU")
            context.add_cookies([session_cookie(people[page.who], url)])
            tab = context.new_page()
            tab.goto(page.path(objects), wait_until="networkidle")
            if tab.locator("form[action='/desk/tour/']").count() and of == "queue":
                tab.get_by_role("button", name="Понятно, больше не показывать").click()
                tab.wait_for_load_state("networkidle")
            if name == "search":
                tab.keyboard.press("Control+KeyK")
                tab.locator("#palette-q").press_sequentially("берез")
                tab.locator("#palette-found a").first.wait_for()
            tab.screenshot(path=GUIDE / f"{name}.png")
            shrink(GUIDE / f"{name}.png")
            context.close()
        browser.close()
    return len(GUIDE_PAGES)


def shrink(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as picture:
        small = picture.convert("RGB").resize(
            (1000, round(1000 * picture.height / picture.width)), Image.Resampling.LANCZOS
        )
    small.quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)


def known(page: Any, objects: Any) -> bool:
    """The demo may have no request in some state: then there is no picture of it."""
    return all(name in objects.values for name in page.arguments)


def cast() -> tuple[dict[Any, Any], Any]:
    """The people of the demo by role, and the objects of the employee's centre."""
    from tests.pages.page import Objects
    from tests.world import a_master_code
    from uchastie.crm.accounts.rules import Role
    from uchastie.crm.desk import queries as desk
    from uchastie.crm.desk.models import ServiceRequest
    from uchastie.crm.knowledge.models import Handout
    from uchastie.crm.network.models import Assignment

    rows = Assignment.objects.filter(ended_at=None).select_related("user", "unit").order_by("-since")
    people = {Role(row.role): row.user for row in rows}
    home = next(row.unit for row in rows if row.role == Role.CENTRE_EMPLOYEE and row.user == people[row.role])
    values: dict[str, object] = {
        "slug": home.slug,
        "code": "consulting",
        "number": 1,
        "year": 2026,
        "chapter": "employee",
    }
    values |= {"handout": Handout.objects.filter(unit=None).first().pk, "code-master": a_master_code()}
    values |= {"no-slug": "net-takogo", "no-token": "isporchennaya", "no-request": home.pk}
    for request in ServiceRequest.objects.filter(unit=home).order_by("-submitted_at"):
        values.setdefault(f"request-{request.status}", request.pk)
        values.setdefault(f"token-{request.status}", desk.status_token(request.pk))
    return people | _citizens(), Objects(values | feedback_of(home) | registry_of(home))


def registry_of(home: Any) -> dict[str, object]:
    """A person with a second card and much story, one whose card has swallowed another, an organisation."""
    from uchastie.crm.people import queries
    from uchastie.crm.people.models import Beneficiary, Merging
    from uchastie.kernel.actor import SYSTEM

    pairs = queries.list_twins(SYSTEM, home).pairs
    found: dict[str, object] = {}
    if pairs:
        best = max(pairs, key=lambda pair: pair.one.requests.count())
        found = {"person": best.one.pk, "person-twin": best.other.pk}
    merging = Merging.objects.filter(unit=home).first()
    if merging:
        found["person-merged"] = merging.kept_id
    schools = Beneficiary.objects.filter(kind="organisation", acquaintances__unit=home).exclude(contact_person=None)
    if school := schools.order_by("sort_name").first():
        found["organisation"] = school.pk
    return found


def _citizens() -> dict[Any, Any]:
    """Who opens most in the cabinet, a family with one contact, somebody new: by the contacts of the demo."""
    from collections import Counter

    from tests.pages.page import CITIZEN, FAMILY, NEWCOMER
    from tests.world import Citizen
    from uchastie.crm.cabinet.demo import FAMILY_EMAIL
    from uchastie.crm.cabinet.models import Door
    from uchastie.crm.desk.models import ServiceRequest

    working = ServiceRequest.objects.exclude(attention_at=None)
    asked = Counter(working.values_list("beneficiary_id", flat=True))
    doors = Door.objects.exclude(value=FAMILY_EMAIL).filter(kind="phone")
    most = max(doors, key=lambda door: asked[door.beneficiary_id], default=None)
    contact = Citizen(most.value) if most else NEWCOMER
    return {CITIZEN: contact, FAMILY: Citizen(FAMILY_EMAIL), NEWCOMER: NEWCOMER}


def feedback_of(home: Any) -> dict[str, object]:
    """A code that hangs, one that was taken down, marks of each kind, a tablet."""
    from uchastie.crm.feedback import actions
    from uchastie.crm.feedback.models import Mark, Place
    from uchastie.crm.feedback.rules import PlaceKind
    from uchastie.crm.visits.actions import give_tablet
    from uchastie.kernel.actor import SYSTEM

    hangs = Place.objects.filter(unit=home, kind=PlaceKind.CENTRE, revoked_at=None).first()
    taken = actions.make_place(actor=SYSTEM, unit=home, kind=PlaceKind.SERVICE, target="informing")
    actions.revoke_place(actor=SYSTEM, place_id=taken.pk)
    token = give_tablet(actor=SYSTEM, unit=home, name="второй этаж")
    found: dict[str, object] = {"qr-revoked": taken.code, "tablet-token": token}
    if hangs:
        found |= {"qr": hangs.code, "place": hangs.pk}
    chosen = {
        "mark-low": Mark.objects.filter(unit=home, state="new"),
        "mark-answered": Mark.objects.filter(unit=home, state="answered"),
        "mark-qr": Mark.objects.filter(unit=home, source="qr"),
    }
    marks = {name: rows.order_by("-rated_at").first() for name, rows in chosen.items()}
    return found | {name: mark.pk for name, mark in marks.items() if mark}


if __name__ == "__main__":
    main()
