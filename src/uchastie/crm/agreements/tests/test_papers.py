"""The PDF: our letters, who signed, the fingerprint; the family's name only for those to whom it is open."""

import pytest

from uchastie.crm.agreements import guards, queries
from uchastie.crm.agreements.rules import Kind, short
from uchastie.crm.agreements.tests.conftest import Setting
from uchastie.crm.documents.tests.paper_text import text_of
from uchastie.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def _text(who: Actor, agreement_id: object) -> str:
    agreement = queries.get_agreement(who, agreement_id)  # type: ignore[arg-type]
    return text_of(queries.render_agreement(who, agreement)).replace(" ", "").replace("\u00a0", "")


@pytest.mark.ledger("B17")
def test_the_paper_shows_who_signed_when_and_what(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    empty = _text(setting.one, agreement.pk)
    assert f"Соглашение№{agreement.number}" in empty
    assert "«Верноеплечо»" in empty
    assert "Подписано" not in empty
    setting.sign(setting.as_guardian, agreement)
    signed = _text(setting.as_guardian, agreement.pk)
    assert "Подписанопростойэлектроннойподписью" in signed
    assert "ЮдинПавелАндреевич" in signed
    assert short(agreement.sha256).replace(" ", "") in signed
    assert agreement.sha256 in signed


@pytest.mark.ledger("B39", "B19")
def test_the_family_stands_by_its_number_until_its_name_is_open(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "_door", [])
    agreement = setting.concluded(Kind.GUARDIAN_FAMILY)
    surname = setting.case.applicant.name.split()[0]
    for reader in (setting.one, setting.as_guardian):
        text = _text(reader, agreement.pk)
        assert surname not in text
        assert setting.case.number in text
        assert "представительсемьи" in text
    assert surname in _text(setting.as_family, agreement.pk)
    guards.register_contacts(lambda guardian_id, case_id: guardian_id == setting.guardian.pk)
    assert surname in _text(setting.as_guardian, agreement.pk)
