"""Signing by a code: guessed, reused, borrowed and late codes sign nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from uchastie.crm.agreements import actions, queries, rules
from uchastie.crm.agreements.models import Agreement, Signature, SigningCode
from uchastie.crm.agreements.rules import CodeOver, Kind, Side, State, Way
from uchastie.crm.agreements.tests.conftest import Setting, sent_code, wrong
from uchastie.crm.journal.queries import list_entries
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def _sign(setting: Setting, agreement: Agreement, typed: str, who: Actor | None = None) -> Signature:
    return actions.sign_by_code(actor=who or setting.as_guardian, agreement_id=agreement.pk, typed=typed)


@pytest.mark.ledger("B17", "B13")
def test_both_sides_sign_by_code_and_it_counts_from_that_moment(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    setting.sign(setting.as_guardian, agreement)
    assert queries.in_force(setting.guardian.pk) == {Kind.ADHESION}
    setting.sign(setting.one, agreement)
    agreement.refresh_from_db()
    assert agreement.state == State.IN_FORCE
    assert Kind.GUARDIAN_HQ in queries.in_force(setting.guardian.pk)
    rows = {row.side: row for row in agreement.signatures.all()}
    assert rows["guardian"].name == "Юдин Павел Андреевич"
    assert {row.sha256 for row in rows.values()} == {rules.fingerprint(agreement.body)}
    assert {row.way for row in rows.values()} == {Way.CODE}
    assert [type(event).__name__ for event in setting.heard] == ["AgreementInForce"]
    assert {"offered", "signed", "concluded"} <= {entry.verb for entry in list_entries(agreement.pk)}


@pytest.mark.ledger("B19", "B23")
def test_a_guardian_and_a_family_sign_their_agreement_each_for_itself(setting: Setting) -> None:
    setting.join()
    setting.join(family=True)
    agreement = setting.offered(Kind.GUARDIAN_FAMILY)
    setting.sign(setting.as_guardian, agreement)
    setting.sign(setting.as_family, agreement)
    assert Kind.GUARDIAN_FAMILY in queries.in_force(setting.guardian.pk, setting.case.pk)
    assert Kind.GUARDIAN_FAMILY not in queries.in_force(setting.guardian.pk)
    with pytest.raises(Denied):
        _sign(
            setting,
            setting.offered(
                Kind.GUARDIAN_FAMILY,
                valid_from=setting.today + dt.timedelta(days=400),
                valid_until=setting.today + dt.timedelta(days=500),
            ),
            "123456",
            setting.one,
        )


def test_without_the_agreement_on_codes_a_code_signs_nothing(setting: Setting) -> None:
    agreement = setting.offered()
    with pytest.raises(Refusal, match="no_adhesion"):
        actions.send_code(actor=setting.as_guardian, agreement_id=agreement.pk)
    assert not SigningCode.objects.exists()


def test_the_agreement_on_codes_itself_is_signed_on_paper(setting: Setting) -> None:
    agreement = setting.offered(Kind.ADHESION)
    with pytest.raises(Refusal, match="adhesion_on_paper"):
        actions.send_code(actor=setting.as_guardian, agreement_id=agreement.pk)


@pytest.mark.ledger("B17")
def test_five_guesses_end_a_code_and_the_right_one_comes_too_late(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.as_guardian, agreement)
    for _ in range(4):
        with pytest.raises(Refusal, match=r"^code$"):
            _sign(setting, agreement, wrong(code))
    with pytest.raises(CodeOver):
        _sign(setting, agreement, wrong(code))
    with pytest.raises(CodeOver):
        _sign(setting, agreement, code)
    assert not Signature.objects.exists()


def test_a_slip_costs_one_try_and_the_right_code_still_signs(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.as_guardian, agreement)
    with pytest.raises(Refusal):
        _sign(setting, agreement, wrong(code))
    with pytest.raises(Refusal):
        _sign(setting, agreement, "12")
    assert SigningCode.objects.get().tries == 1
    _sign(setting, agreement, f"{code[:3]} {code[3:]}")
    assert Signature.objects.get().side == Side.GUARDIAN


@pytest.mark.ledger("B17")
def test_a_used_code_signs_nothing_more(setting: Setting) -> None:
    setting.join()
    first, second = setting.offered(), setting.offered(Kind.DATA_PROTECTION)
    code = setting.code(setting.as_guardian, first)
    _sign(setting, first, code)
    with pytest.raises(Refusal, match="signed"):
        _sign(setting, first, code)
    with pytest.raises(CodeOver):
        _sign(setting, second, code)
    Signature.objects.all().delete()  # even if the signature were gone
    with pytest.raises(CodeOver):
        _sign(setting, first, code)


def test_a_code_lives_ten_minutes(setting: Setting, later: Callable[..., Any]) -> None:
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.as_guardian, agreement)
    with later(minutes=10, seconds=1), pytest.raises(CodeOver):
        _sign(setting, agreement, code)
    with later(minutes=9, seconds=50):
        _sign(setting, agreement, code)


def test_a_code_is_of_one_text(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.as_guardian, agreement)
    Agreement.objects.filter(pk=agreement.pk).update(body=f"{agreement.body}\n8. И ещё сто рублей.")
    with pytest.raises(CodeOver):
        _sign(setting, agreement, code)
    body = Agreement.objects.get(pk=agreement.pk).body
    Agreement.objects.filter(pk=agreement.pk).update(sha256=rules.fingerprint(body))
    with pytest.raises(CodeOver):
        _sign(setting, agreement, code)


def test_a_code_is_of_one_person(setting: Setting) -> None:
    """A colleague of the same headquarters cannot use what was sent to another one; nor can the other side."""
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.one, agreement)
    for somebody in (setting.other, setting.as_guardian):
        with pytest.raises(CodeOver):
            _sign(setting, agreement, code, somebody)


def test_a_new_code_ends_the_one_before_it(setting: Setting, later: Callable[..., Any]) -> None:
    setting.join()
    agreement = setting.offered()
    old = setting.code(setting.as_guardian, agreement)
    with later(seconds=41):
        new = setting.code(setting.as_guardian, agreement)
        assert SigningCode.objects.filter(expires_at__gt=clock.now()).count() == 1
        if old != new:
            with pytest.raises(Refusal):
                _sign(setting, agreement, old)
        _sign(setting, agreement, new)


def test_pressed_twice_one_code_is_sent(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    setting.code(setting.as_guardian, agreement)
    setting.code(setting.as_guardian, agreement)
    assert Message.objects.filter(event="agreement-code").count() == 1


def test_there_is_no_siege_by_new_codes(setting: Setting, later: Callable[..., Any]) -> None:
    setting.join()
    agreement = setting.offered()
    for turn in range(rules.A_DAY):
        with later(minutes=turn + 1):
            actions.send_code(actor=setting.as_guardian, agreement_id=agreement.pk)
    with later(minutes=rules.A_DAY + 2), pytest.raises(Refusal, match="too_many_codes"):
        actions.send_code(actor=setting.as_guardian, agreement_id=agreement.pk)


def test_the_code_is_kept_as_a_digest_and_wiped_from_the_letter(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    code = setting.code(setting.as_guardian, agreement)
    row = SigningCode.objects.get()
    assert code not in row.digest
    assert len(row.digest) == 64
    assert Message.objects.get(event="agreement-code").secret
    assert code not in str([entry.details for entry in list_entries(agreement.pk)])


def test_strangers_neither_see_nor_sign(setting: Setting, actor_of: Callable[..., Actor]) -> None:
    agreement = setting.offered()
    strangers = [Actor(ActorKind.HOLDER, new_id()), actor_of("centre_head"), actor_of("federal_analyst")]
    for stranger in strangers:
        with pytest.raises(NotSeen):
            actions.send_code(actor=stranger, agreement_id=agreement.pk)
    with pytest.raises(NotSeen):
        actions.send_code(actor=setting.as_family, agreement_id=agreement.pk)
    with pytest.raises(Denied):
        actions.send_code(actor=actor_of("federal_manager"), agreement_id=agreement.pk)


def test_a_draft_is_not_signed_and_a_party_does_not_see_it(setting: Setting) -> None:
    draft = setting.prepare()
    with pytest.raises(NotSeen):
        actions.send_code(actor=setting.as_guardian, agreement_id=draft.pk)
    with pytest.raises(Refusal, match="not_waiting"):
        actions.send_code(actor=setting.one, agreement_id=draft.pk)


def test_nobody_signs_after_the_last_day(setting: Setting, later: Callable[..., Any]) -> None:
    agreement = setting.offered()
    with later(days=400), pytest.raises(Refusal, match="term_over"):
        actions.send_code(actor=setting.one, agreement_id=agreement.pk)


def test_without_a_contact_the_way_is_paper(setting: Setting) -> None:
    setting.join()
    agreement = setting.offered()
    setting.guardian.representative.contacts.all().delete()
    with pytest.raises(Refusal, match="no_contact"):
        actions.send_code(actor=setting.as_guardian, agreement_id=agreement.pk)
    assert not SigningCode.objects.exists()


def test_the_code_goes_to_the_signer(setting: Setting) -> None:
    agreement = setting.offered()
    setting.code(setting.one, agreement)
    assert Message.objects.get(event="agreement-code").address == setting.world.people["region_coordinator"].email
    assert len(sent_code()) == 6
