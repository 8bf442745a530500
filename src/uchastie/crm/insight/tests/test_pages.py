"""Every page of the figures opens for whom it is; a norm is looked at, changed, and refused without losing words."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight import actions


@pytest.mark.parametrize(
    ("who", "url"),
    [
        (Role.CENTRE_HEAD, "/figures/norms/"),
        (Role.FEDERAL_MANAGER, "/figures/norms/"),
        (Role.FEDERAL_MANAGER, "/figures/norms/consultations/"),
        (Role.CENTRE_HEAD, "/figures/period/"),
        (Role.CENTRE_HEAD, "/figures/proof/"),
        (Role.CENTRE_HEAD, "/figures/norms/consultations/rows/"),
        (Role.CENTRE_HEAD, "/figures/norms/answers/rows/"),
        (Role.FEDERAL_MANAGER, "/figures/"),
        (Role.REGION_COORDINATOR, "/figures/"),
        (Role.FEDERAL_MANAGER, "/figures/?q=урал"),
        (Role.REGION_COORDINATOR, "/figures/?norm=consultations&met=no"),
        (Role.CENTRE_HEAD, "/figures/?norm=activities"),
        (Role.CENTRE_HEAD, "/figures/?parts=1"),
    ],
)
def test_smoke(world, client_of, make_request, who, url):
    make_request()
    actions.catch_up(world.uralmash)
    r = client_of(who).get(url)
    assert r.status_code == 200


def test_preview(world, client_of):
    actions.catch_up(world.uralmash)
    c = client_of(Role.FEDERAL_MANAGER)
    data = {"plan": "20", "valid_from": "2027-12-01", "mandatory": "on", "active": "on", "reason": "Проба"}
    r = c.post("/figures/norms/consultations/", data | {"look": "1"})
    assert r.status_code == 200
    assert "Ниже новой нормы" in r.content.decode()
    assert c.post("/figures/norms/consultations/", data | {"save": "1"}).status_code == 302
    assert c.post("/figures/norms/consultations/", data | {"plan": "x"}).status_code == 422


@pytest.mark.ledger("A93")
def test_the_ledger_says_which_norms_it_is_counted_for(world, client_of):
    actions.catch_up(world.uralmash)
    page = client_of(Role.CENTRE_EMPLOYEE).get("/outreach/").content.decode()
    block = page.split('id="norms-here"')[1].split("</section>")[0]
    assert "/figures/norms/posts-week/" in block
    assert "Консультации" not in block, "only what the ledger is counted for"
    assert 'id="norms-here"' not in client_of(Role.REGION_COORDINATOR).get("/outreach/").content.decode()
