"""The family's consent to pass its data to a named guardian (B56)."""

from collections.abc import Callable

import pytest
from tests.world_opeka import make_transfer

from uchastie.crm.agreements import actions, queries
from uchastie.crm.agreements.models import TransferConsent
from uchastie.crm.agreements.tests.conftest import Setting
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.ledger("B56")]


def _give(setting: Setting, who: Actor, method: Method = Method.WEB) -> TransferConsent:
    text_id = current_text(Purpose.FAMILY_TRANSFER).pk
    ids = {"case_id": setting.case.pk, "guardian_id": setting.guardian.pk}
    return actions.give_transfer(actor=who, text_id=text_id, method=method, **ids)


def _stands(setting: Setting) -> bool:
    return queries.has_transfer_consent(setting.case.pk, setting.guardian.pk)


def test_the_family_gives_it_and_takes_it_back(setting: Setting) -> None:
    assert not _stands(setting)
    row = _give(setting, setting.as_family)
    assert _stands(setting)
    assert not queries.has_transfer_consent(setting.case.pk, new_id())
    assert row.consent.text.purpose == Purpose.FAMILY_TRANSFER
    actions.withdraw_transfer(actor=setting.as_family, transfer_id=row.pk)
    assert not _stands(setting)
    actions.withdraw_transfer(actor=setting.as_family, transfer_id=row.pk)
    assert Consent.objects.get(pk=row.consent_id).withdrawn_at
    _give(setting, setting.as_family)
    assert _stands(setting)


def test_a_coordinator_notes_paper_and_the_withdrawal(setting: Setting) -> None:
    with pytest.raises(Refusal, match="method"):
        _give(setting, setting.one, Method.ORAL)
    row = _give(setting, setting.one, Method.PAPER)
    assert _stands(setting)
    with pytest.raises(Refusal, match="given"):
        _give(setting, setting.other, Method.PAPER)
    actions.withdraw_transfer(actor=setting.other, transfer_id=row.pk)
    assert not _stands(setting)


def test_nobody_else_gives_or_withdraws(setting: Setting, actor_of: Callable[..., Actor]) -> None:
    row = make_transfer(setting.case, setting.guardian)
    for stranger in (setting.as_guardian, actor_of("centre_head"), actor_of("federal_manager")):
        with pytest.raises(NotSeen):
            _give(setting, stranger)
        with pytest.raises(NotSeen):
            actions.withdraw_transfer(actor=stranger, transfer_id=row.pk)
    assert _stands(setting)


def test_a_receipt_withdrawn_elsewhere_closes_it_too(setting: Setting) -> None:
    """As at a request to forget the family."""
    row = _give(setting, setting.as_family)
    consents.withdraw(SYSTEM, consent_id=row.consent_id)
    assert not _stands(setting)
    assert TransferConsent.objects.get(pk=row.pk).withdrawn_at


def test_the_text_names_the_guardian_and_says_what_it_is_not(setting: Setting) -> None:
    document = queries.transfer_document(setting.case, setting.guardian)
    whole = " ".join(document.points) + " ".join(item.answer for item in document.plain)
    assert "«Верное плечо»" in whole
    assert setting.case.number in whole
    assert "48-ФЗ" in whole
    assert "{" not in whole
