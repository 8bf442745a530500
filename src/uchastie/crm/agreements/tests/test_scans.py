"""Paper signed by hand counts when a second employee has compared the scan."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from uchastie.crm.agreements import actions, queries
from uchastie.crm.agreements.models import Agreement, Signature
from uchastie.crm.agreements.rules import Kind, Side, State
from uchastie.crm.agreements.tests.conftest import Setting, a_scan
from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.families.models import FamilyCase
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db
BOTH = (Side.HQ, Side.GUARDIAN)


def _attach(setting: Setting, agreement: Agreement, *sides: Side, who: Actor | None = None, **more: Any) -> Any:
    values = {"upload": a_scan(), "sides": sides or BOTH, "signed_on": setting.today} | more
    return actions.attach_scan(actor=who or setting.one, agreement_id=agreement.pk, **values)


@pytest.mark.ledger("B13", "B17")
def test_a_second_employee_compares_the_scan(setting: Setting) -> None:
    agreement = setting.offered()
    _attach(setting, agreement)
    assert Agreement.objects.get(pk=agreement.pk).state == State.WAITING
    assert Kind.GUARDIAN_HQ not in queries.in_force(setting.guardian.pk)
    with pytest.raises(Denied):
        actions.check_scan(actor=setting.one, agreement_id=agreement.pk, version=None)
    assert actions.check_scan(actor=setting.other, agreement_id=agreement.pk, version=None).state == State.IN_FORCE
    assert queries.in_force(setting.guardian.pk) == {Kind.GUARDIAN_HQ}
    row = Signature.objects.get(agreement=agreement, side=Side.GUARDIAN)
    assert row.checked_by_id == setting.other.id
    assert row.name == "Юдин Павел Андреевич"


@pytest.mark.ledger("B39")
def test_the_data_protection_agreement_opens_its_door(setting: Setting) -> None:
    setting.concluded(Kind.DATA_PROTECTION)
    assert queries.in_force(setting.guardian.pk) == {Kind.DATA_PROTECTION}


def test_a_party_attaches_only_its_own_signature(setting: Setting) -> None:
    agreement = setting.offered()
    with pytest.raises(Denied):
        _attach(setting, agreement, *BOTH, who=setting.as_guardian)
    _attach(setting, agreement, Side.GUARDIAN, who=setting.as_guardian)
    actions.check_scan(actor=setting.one, agreement_id=agreement.pk, version=None)
    setting.sign(setting.one, Agreement.objects.get(pk=agreement.pk))
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_FORCE


def test_a_scan_that_does_not_fit_is_taken_off(setting: Setting) -> None:
    agreement = setting.offered()
    _attach(setting, agreement)
    with pytest.raises(Refusal, match="reason"):
        actions.reject_scan(actor=setting.other, agreement_id=agreement.pk, version=None, reason=" ")
    actions.reject_scan(actor=setting.other, agreement_id=agreement.pk, version=None, reason="Нет второй страницы")
    assert not Signature.objects.exists()
    assert not StoredFile.objects.exists()
    _attach(setting, agreement)


@pytest.mark.parametrize(("days", "field"), [(1, "signed_on"), (-1, "signed_on")])
def test_the_date_on_paper_must_be_possible(setting: Setting, days: int, field: str) -> None:
    agreement = setting.offered()
    with pytest.raises(Refusal) as refused:
        _attach(setting, agreement, signed_on=setting.today + dt.timedelta(days=days))
    assert refused.value.field == field
    assert not StoredFile.objects.exists()


def test_what_is_no_scan_is_refused_at_its_field(setting: Setting) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    agreement = setting.offered()
    with pytest.raises(Refusal) as refused:
        _attach(setting, agreement, upload=SimpleUploadedFile("скан.pdf", b"MZ programme"))
    assert refused.value.field == "scan"
    with pytest.raises(Refusal, match="sides"):
        actions.attach_scan(
            actor=setting.one, agreement_id=agreement.pk, upload=a_scan(), sides=(), signed_on=setting.today
        )


def test_a_side_signs_once(setting: Setting) -> None:
    agreement = setting.offered()
    _attach(setting, agreement)
    with pytest.raises(Refusal, match="signed"):
        _attach(setting, agreement)
    with pytest.raises(Refusal, match="signed"):
        actions.send_code(actor=setting.one, agreement_id=agreement.pk)


@pytest.mark.ledger("B39")
def test_a_scan_with_a_family_opens_only_with_the_name(setting: Setting, actor_of: Callable[..., Actor]) -> None:
    plain, ours = setting.offered(), setting.offered(Kind.GUARDIAN_FAMILY)
    _attach(setting, plain)
    _attach(setting, ours, Side.GUARDIAN, Side.FAMILY)
    open_file = Signature.objects.get(agreement=plain, side=Side.GUARDIAN).file_id
    closed = Signature.objects.get(agreement=ours, side=Side.FAMILY).file_id
    assert documents.get_file(setting.one, open_file)
    for reader in (setting.one, setting.as_guardian, actor_of("federal_manager"), actor_of("centre_head")):
        with pytest.raises(NotSeen):
            documents.get_file(reader, closed)
    assert documents.get_file(setting.as_family, closed)


def test_the_veil_opens_the_scan_to_the_coordinator(setting: Setting) -> None:
    from uchastie.crm.families import actions as families
    from uchastie.crm.families.rules import LookReason

    ours = setting.offered(Kind.GUARDIAN_FAMILY)
    _attach(setting, ours, Side.GUARDIAN, Side.FAMILY)
    families.open_veil(actor=setting.one, case_id=FamilyCase.objects.get().pk, reason=LookReason.MEETING)
    assert documents.get_file(setting.one, Signature.objects.get(side=Side.FAMILY).file_id)
