"""Pages: what each role sees, what buttons do, how many queries a list costs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.world import make_user, sign_in
from tests.world_opeka import make_guardian, make_papers

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import queries
from uchastie.crm.agreements.models import Agreement, Signature, TransferConsent
from uchastie.crm.agreements.rules import Kind, Side, State
from uchastie.crm.agreements.tests.conftest import Setting, a_scan, sent_code, wrong
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose

pytestmark = pytest.mark.django_db
REGION = Role.REGION_COORDINATOR


def _url(name: str, agreement: Agreement) -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk])


@pytest.mark.ledger("B13", "B17")
def test_a_coordinator_goes_from_a_draft_to_an_agreement_in_force(
    setting: Setting, client_of: Callable[..., Client]
) -> None:
    client, second = client_of(REGION), sign_in(make_user("third", REGION, setting.world.region))
    page = client.get(reverse("agreements:new"), {"guardian": str(setting.guardian.pk)})
    assert "Верное плечо" in page.content.decode()
    body = {"kind": "guardian_hq", "guardian": str(setting.guardian.pk), "valid_from": str(setting.today)}
    body |= {"valid_until": str(setting.today + dt.timedelta(days=364))}
    assert client.post(reverse("agreements:drafts"), body).status_code == 302
    made = Agreement.objects.get()
    assert client.post(_url("offer", made), {"version": made.version}).status_code == 302
    scan = {"scan": a_scan(), "sides": ["guardian"], "signed_on": str(setting.today)}
    assert client.post(_url("scan", made), scan).status_code == 302
    own = client.get(_url("agreement", made)).content.decode()
    assert "Скан приложили вы" in own
    assert client.post(_url("check", made), {}).status_code == 403
    assert second.post(_url("check", made), {}).status_code == 302
    client.post(_url("code", made))
    assert client.post(_url("signature", made), {"code": wrong(sent_code())}).status_code == 422
    assert client.post(_url("signature", made), {"code": sent_code()}).status_code == 302
    assert Agreement.objects.get().state == State.IN_FORCE
    assert "Подписано" not in client.get(_url("agreement", made)).content.decode()[:500]


@pytest.mark.ledger("B17")
def test_a_guardian_signs_by_the_link_on_its_own_phone(setting: Setting) -> None:
    setting.join()
    agreement, client = setting.offered(), Client()
    path = queries.signing_path(agreement, Side.GUARDIAN)
    page = client.get(path)
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "Подпишите кодом" in page.content.decode()
    assert client.post(f"{path}code/").status_code == 302
    assert client.post(f"{path}signature/", {"code": wrong(sent_code())}).status_code == 422
    assert client.post(f"{path}signature/", {"code": sent_code()}).status_code == 302
    assert Signature.objects.get().side == Side.GUARDIAN
    assert client.get(f"{path}pdf/")["Content-Type"] == "application/pdf"
    assert client.get(f"{path[:-3]}xx/").status_code == 404


def test_a_link_of_one_side_is_not_of_the_other(setting: Setting) -> None:
    agreement = setting.offered(Kind.GUARDIAN_FAMILY)
    mine, theirs = (queries.signing_path(agreement, side).split("/")[-2] for side in (Side.GUARDIAN, Side.FAMILY))
    forged = f"f{mine[1:]}"
    assert Client().get(reverse("agreements:own", args=[forged])).status_code == 404
    assert Client().get(reverse("agreements:own", args=[theirs])).status_code == 200


@pytest.mark.ledger("B56")
def test_a_coordinator_writes_down_the_familys_paper(setting: Setting, client_of: Callable[..., Client]) -> None:
    client, place = client_of(REGION), reverse("agreements:transfers", args=[setting.case.pk])
    page = client.get(place, {"guardian": str(setting.guardian.pk)}).content.decode()
    assert "Верное плечо" in page
    assert setting.case.applicant.name not in page
    body = {"guardian": str(setting.guardian.pk), "text": str(current_text(Purpose.FAMILY_TRANSFER).pk)}
    consents = reverse("agreements:consents", args=[setting.case.pk])
    assert client.post(consents, body).status_code == 422
    assert client.post(consents, body | {"paper": "on"}).status_code == 302
    assert queries.has_transfer_consent(setting.case.pk, setting.guardian.pk)
    row = TransferConsent.objects.get()
    client.post(reverse("agreements:withdrawal", args=[row.pk]))
    assert not queries.has_transfer_consent(setting.case.pk, setting.guardian.pk)


@pytest.mark.ledger("B39")
@pytest.mark.parametrize("role", [REGION, Role.FEDERAL_MANAGER])
def test_no_page_or_paper_tells_the_familys_name(
    setting: Setting, client_of: Callable[..., Client], role: Role
) -> None:
    agreement, client = setting.concluded(Kind.GUARDIAN_FAMILY), client_of(role)
    for url in (_url("agreement", agreement), f"{reverse('agreements:index')}?tab=in_force"):
        page = client.get(url).content.decode()
        assert setting.case.applicant.name.split()[0] not in page
        assert setting.case.number in page


@pytest.mark.parametrize("who", [Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.FEDERAL_ANALYST])
def test_other_roles_do_not_enter(setting: Setting, client_of: Callable[..., Client], who: Role) -> None:
    assert client_of(who).get(_url("agreement", setting.prepare())).status_code == 403


def test_another_region_sees_nothing(setting: Setting) -> None:
    stranger = sign_in(make_user("siberia", REGION, setting.world.other_region))
    assert stranger.get(_url("agreement", setting.prepare())).status_code == 404
    assert stranger.post(_url("offer", Agreement.objects.get()), {"version": 1}).status_code == 404


@pytest.mark.ledger("B13")
def test_the_federal_team_writes_and_others_read_the_difference(
    setting: Setting, client_of: Callable[..., Client]
) -> None:
    federal, region = client_of(Role.FEDERAL_MANAGER), client_of(REGION)
    template = reverse("agreements:template", args=["guardian_hq"])
    body = queries.current_template(Kind.GUARDIAN_HQ).body.replace("раз в месяц", "каждый месяц")
    values = {"body": body, "note": "Отчёт каждый месяц", "after": "1"}
    post = reverse("agreements:template_versions", args=["guardian_hq"])
    assert region.post(post, values).status_code == 403
    assert federal.post(post, values | {"body": "коротко"}).status_code == 422
    assert federal.post(post, values).status_code == 302
    assert federal.post(post, values).status_code == 409
    seen = region.get(template).content.decode()
    assert "Отчёт каждый месяц" in seen
    assert "<textarea" not in seen
    difference = region.get(reverse("agreements:template_difference", args=["guardian_hq", 1, 2])).content.decode()
    assert "<del>раз в</del>" in difference
    assert region.get(reverse("agreements:template", args=["nothing"])).status_code == 404


def test_a_list_costs_the_same_for_ten_and_for_forty(setting: Setting, client_of: Callable[..., Client]) -> None:
    client, url = client_of(REGION), f"{reverse('agreements:index')}?tab=in_force"

    def cost(count: int) -> int:
        for _ in range(count):
            make_papers(Kind.GUARDIAN_HQ, guardian=make_guardian(setting.world))
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            assert client.get(url).status_code == 200
        return len(queries_made)

    assert cost(5) == cost(30)


@pytest.mark.parametrize(
    "bad", [{"valid_until": "завтра"}, {"valid_until": "2020-01-01"}, {"kind": "loan"}, {"guardian": ""}]
)
def test_bad_input_stays_on_the_form(setting: Setting, client_of: Callable[..., Client], bad: dict[str, Any]) -> None:
    body = {"kind": "guardian_hq", "guardian": str(setting.guardian.pk), "valid_from": str(setting.today)}
    body |= {"valid_until": str(setting.today + dt.timedelta(days=9))}
    assert client_of(REGION).post(reverse("agreements:drafts"), body | bad).status_code == 422
    assert not Agreement.objects.exists()
