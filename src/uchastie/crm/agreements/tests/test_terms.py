"""What counts today, what lapses, what is renewed; numbers; templates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.world_opeka import make_papers

from uchastie.crm.agreements import actions, queries, rules
from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.panels import gates_of_guardian
from uchastie.crm.agreements.rules import Kind, State
from uchastie.crm.agreements.tests.conftest import Setting
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.mark.ledger("B17", "B39")
def test_what_is_over_counts_for_nothing_even_before_the_job(setting: Setting, later: Callable[..., Any]) -> None:
    agreement = setting.concluded(valid_until=setting.today + 10 * DAY)
    with later(days=10):
        assert queries.in_force(setting.guardian.pk) == {Kind.GUARDIAN_HQ}
    with later(days=11):
        assert queries.in_force(setting.guardian.pk) == frozenset()
        actions.turn_day()
        assert Agreement.objects.get(pk=agreement.pk).state == State.EXPIRED
        assert setting.heard[-1] == AgreementLapsed(agreement.pk, "guardian_hq", setting.guardian.pk, None)
        heard = len(setting.heard)
        actions.turn_day()
        assert len(setting.heard) == heard


def test_what_is_signed_for_later_counts_from_its_first_day(setting: Setting, later: Callable[..., Any]) -> None:
    agreement = setting.concluded(valid_from=setting.today + 5 * DAY)
    assert agreement.state == State.IN_FORCE
    assert not setting.heard
    assert queries.in_force(setting.guardian.pk) == frozenset()
    with later(days=5):
        actions.turn_day()
        assert queries.in_force(setting.guardian.pk) == {Kind.GUARDIAN_HQ}
        assert setting.heard == [AgreementInForce(agreement.pk, "guardian_hq", setting.guardian.pk, None)]


@pytest.mark.ledger("B17")
def test_a_renewal_takes_over_without_a_gap(setting: Setting, later: Callable[..., Any]) -> None:
    old = setting.concluded(valid_until=setting.today + 30 * DAY)
    new = actions.renew_agreement(actor=setting.one, agreement_id=old.pk)
    assert new.number == f"{old.number}/2"
    assert new.valid_from == old.valid_until + DAY
    with pytest.raises(Refusal, match="renewed"):
        actions.renew_agreement(actor=setting.one, agreement_id=old.pk)
    actions.offer_agreement(actor=setting.one, agreement_id=new.pk, version=new.version)
    setting.join()
    for who in (setting.as_guardian, setting.one):
        setting.sign(who, new)
    assert [row.number for row in queries.list_versions(setting.one, old)] == [new.number, old.number]
    with later(days=31):
        assert Kind.GUARDIAN_HQ in queries.in_force(setting.guardian.pk)
        actions.turn_day()
        assert Agreement.objects.get(pk=old.pk).state == State.REPLACED
        assert not any(isinstance(event, AgreementLapsed) for event in setting.heard)


def test_a_cancelled_renewal_can_be_begun_anew(setting: Setting) -> None:
    old = setting.concluded()
    first = actions.renew_agreement(actor=setting.one, agreement_id=old.pk)
    actions.end_agreement(actor=setting.one, agreement_id=first.pk, version=None, reason="")
    assert actions.renew_agreement(actor=setting.one, agreement_id=old.pk).number == f"{old.number}/3"


@pytest.mark.ledger("B17")
def test_the_coordinator_hears_once_forty_days_before(setting: Setting, later: Callable[..., Any]) -> None:
    agreement = setting.concluded(valid_until=setting.today + 60 * DAY)
    told = Message.objects.filter(event="agreement_ends", channel="cabinet")
    with later(days=19):
        assert actions.remind_of_renewals() == 0
    with later(days=20):
        assert actions.remind_of_renewals() == 1
        actions.remind_of_renewals()
    assert {row.recipient_id for row in told} == {setting.one.id, setting.other.id}
    assert agreement.number in told[0].subject


def test_a_renewed_one_reminds_nobody(setting: Setting, later: Callable[..., Any]) -> None:
    agreement = setting.concluded(valid_until=setting.today + 60 * DAY)
    actions.renew_agreement(actor=setting.one, agreement_id=agreement.pk)
    with later(days=25):
        assert actions.remind_of_renewals() == 0


def test_ending_closes_at_once(setting: Setting) -> None:
    agreement = setting.concluded()
    with pytest.raises(Refusal, match="reason"):
        actions.end_agreement(actor=setting.one, agreement_id=agreement.pk, version=None, reason="")
    actions.end_agreement(actor=setting.one, agreement_id=agreement.pk, version=None, reason="По просьбе опекуна")
    assert queries.in_force(setting.guardian.pk) == frozenset()
    assert isinstance(setting.heard[-1], AgreementLapsed)


def test_a_party_may_stop_without_a_reason_and_the_coordinators_hear(setting: Setting) -> None:
    agreement = setting.concluded()
    actions.end_agreement(actor=setting.as_guardian, agreement_id=agreement.pk, version=None, reason="")
    assert Message.objects.filter(event="agreement_ended", channel="cabinet").count() == 2


@pytest.mark.ledger("B39")
def test_the_doors_of_a_guardian_close_when_a_paper_lapses(setting: Setting, later: Callable[..., Any]) -> None:
    assert [str(gate.state) for gate in gates_of_guardian(setting.guardian.pk)] == ["now", "now"]
    setting.concluded(valid_until=setting.today + 50 * DAY)
    setting.concluded(Kind.DATA_PROTECTION)
    assert [str(gate.state) for gate in gates_of_guardian(setting.guardian.pk)] == ["open", "open"]
    with later(days=20):
        assert [str(gate.state) for gate in gates_of_guardian(setting.guardian.pk)] == ["soon", "open"]
    with later(days=51):
        assert [gate.passed for gate in gates_of_guardian(setting.guardian.pk)] == [False, True]


@pytest.mark.ledger("B13")
def test_numbers_are_serial_in_the_region(setting: Setting) -> None:
    numbers = [setting.prepare(kind).number for kind in (Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION, Kind.ADHESION)]
    assert numbers == ["66-0001", "66-0002", "66-0003"]


def test_one_of_a_kind_is_in_work_and_one_counts(setting: Setting) -> None:
    setting.prepare()
    with pytest.raises(Refusal, match="in_work"):
        setting.prepare()
    make_papers(Kind.DATA_PROTECTION, guardian=setting.guardian)
    with pytest.raises(Refusal, match="in_force_already"):
        setting.prepare(Kind.DATA_PROTECTION)


def test_the_text_names_the_parties_and_the_family_by_its_number(setting: Setting) -> None:
    body = setting.prepare(Kind.GUARDIAN_FAMILY).body
    assert "«Верное плечо»" in body
    assert setting.case.number in body
    assert setting.case.applicant.name.split()[0] not in body
    assert "{" not in body


def test_the_term_of_a_draft_changes_with_its_text_and_nothing_after_the_offer(setting: Setting) -> None:
    draft, until = setting.prepare(), setting.today + 99 * DAY
    values = {"valid_from": setting.today, "valid_until": until}
    changed = actions.change_term(actor=setting.one, agreement_id=draft.pk, version=draft.version, **values)
    assert changed.sha256 == rules.fingerprint(changed.body) != draft.sha256
    with pytest.raises(Conflict):
        actions.offer_agreement(actor=setting.one, agreement_id=draft.pk, version=draft.version)
    offered = actions.offer_agreement(actor=setting.one, agreement_id=draft.pk, version=changed.version)
    with pytest.raises(Refusal, match="not_draft"):
        actions.change_term(actor=setting.one, agreement_id=draft.pk, version=offered.version, **values)


@pytest.mark.parametrize(
    ("kind", "parties"),
    [
        (Kind.GUARDIAN_HQ, "case"),
        (Kind.GUARDIAN_FAMILY, "guardian"),
        (Kind.ADHESION, "both"),
        (Kind.DATA_PROTECTION, "both"),
    ],
)
def test_each_kind_has_its_parties(setting: Setting, kind: Kind, parties: str) -> None:
    ids = {"guardian_id": setting.guardian.pk, "case_id": setting.case.pk}
    given: dict[str, Any] = {name: key if parties in {"both", name[:-3]} else None for name, key in ids.items()}
    term = {"valid_from": setting.today, "valid_until": setting.today + DAY}
    with pytest.raises(Refusal, match="parties"):
        actions.prepare_agreement(actor=setting.one, kind=kind, **given, **term)


def test_other_regions_and_centres_prepare_nothing(setting: Setting, actor_of: Callable[..., Actor]) -> None:
    term = {"valid_from": setting.today, "valid_until": setting.today + DAY, "guardian_id": setting.guardian.pk}
    with pytest.raises(NotSeen):
        actions.prepare_agreement(actor=actor_of("centre_head"), kind=Kind.GUARDIAN_HQ, **term)
    with pytest.raises(Denied):
        actions.prepare_agreement(actor=actor_of("federal_manager"), kind=Kind.GUARDIAN_HQ, **term)


# --- templates ---


def _publish(actor: Actor, body: str, *, after: int = 1, note: str = "Добавлен пункт") -> Any:
    return actions.publish_template(actor=actor, kind=Kind.GUARDIAN_HQ, body=body, note=note, after=after)


@pytest.mark.ledger("B13")
def test_a_new_version_leaves_what_was_signed(setting: Setting, actor_of: Callable[..., Actor]) -> None:
    federal, before = actor_of("federal_manager"), setting.prepare()
    body = queries.current_template(Kind.GUARDIAN_HQ).body
    assert _publish(federal, f"{body}\n7. Новый пункт.").number == 2
    assert Agreement.objects.get(pk=before.pk).body == before.body
    with pytest.raises(Conflict):
        _publish(federal, f"{body}\n7. Совсем другой пункт.")
    with pytest.raises(Refusal, match="same_body"):
        _publish(federal, f"{body}\n7. Новый пункт.", after=2)
    with pytest.raises(Refusal, match="note"):
        _publish(federal, f"{body}\n7. Другой пункт.", after=2, note=" ")
    for other in (setting.one, actor_of("admin"), actor_of("centre_head")):
        with pytest.raises(Denied):
            _publish(other, body, after=2)


def test_there_is_a_first_version_of_every_kind(db: None) -> None:
    for kind, template in queries.list_current_templates().items():
        assert rules.require_body(kind, template.body) == template.body
    assert set(queries.list_current_templates()) == set(Kind)
