"""Stage five of the programme: the report of the day and the federal control board. Its stories are walked in
`test_stories`."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.world_opeka import make_case, make_pair
from uchastie.crm.accounts.rules import Role
from uchastie.crm.oversight.actions.snapshots import take_day
from uchastie.crm.oversight.models import Snapshot
from uchastie.crm.oversight.rules import last_day, moment_of
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def day(world):
    return last_day(clock.now(), world.region.zone)


@pytest.fixture
def six(world, day):
    return moment_of(day, world.region.zone)


@pytest.mark.ledger("B9", "B15", "B48", "B54")
def test_stage_five_the_day_is_reported_mended_and_seen_from_above(open_browser, world, day, six):
    with clock.at(six - dt.timedelta(hours=5)):
        make_case(world)
        make_pair(world, state="active")
    with clock.at(six + dt.timedelta(minutes=2)):
        take_day(world.region, day)  # nobody has taken that of the other region

    page = open_browser(user=world.user(Role.REGION_COORDINATOR))
    page.goto("/opeka/today/")
    page.get_by_role("link", name="Отчёт дня").first.click()
    expect(page.get_by_role("heading", level=1, name="Отчёт дня")).to_be_visible()
    versions = page.get_by_label("Версии и дни")
    expect(versions.get_by_text("Собрана сама")).to_be_visible()

    # Nothing has changed in the records: nobody types a number.
    press_correction(page, "Кажется, мало")
    expect(page.get_by_text("По записям получились те же числа")).to_be_visible()
    expect(page.locator('[name="reason"]')).to_have_value("Кажется, мало")

    with clock.at(six - dt.timedelta(hours=3)):
        late = make_case(world)
    press_correction(page, "Семью записали вечером, с бумаги")
    expect(versions.get_by_text("Версия 2", exact=True)).to_be_visible()
    expect(versions.get_by_text("«Семью записали вечером, с бумаги»")).to_be_visible()
    first, second = Snapshot.objects.filter(unit=world.region, day=day).order_by("version")
    assert second.figures["waiting"] == first.figures["waiting"] + 1
    assert late.number not in page.content(), "the report counts families, it names none"

    with page.expect_download() as got:
        page.get_by_role("link", name="Выгрузить 30 дней").click()
    assert Path(got.value.path()).stat().st_size > 0

    federal = open_browser(user=world.user(Role.FEDERAL_MANAGER))
    federal.goto("/opeka/control/?view=table")
    here = federal.locator("tr", has_text=world.region.region.name)
    there = federal.locator("tr", has_text=world.other_region.region.name)
    expect(here.get_by_text("есть", exact=True)).to_be_visible()
    expect(there.get_by_text("есть", exact=True)).to_have_count(0)
    expect(there).to_be_visible()
    here.get_by_role("link").first.click()
    expect(federal.get_by_role("heading", level=1, name="Отчёт дня")).to_be_visible()
    expect(federal.get_by_label("Версии и дни").get_by_text("Версия 2", exact=True)).to_be_visible()


def press_correction(page, reason):
    page.locator('form[action*="/correction/"] [name="reason"]').fill(reason)
    page.locator('form[action*="/correction/"] button').click()
