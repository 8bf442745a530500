"""A consent is to one document, to its edition in force, and can be taken back."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions, queries, reference, rules
from uchastie.crm.consents.models import Consent, ConsentText
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.journal.models import Entry
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def given(actor: Actor = NOBODY, method: Method = Method.WEB, about_id: UUID | None = None, **other: Any) -> Consent:
    text_id = queries.current_text(Purpose.SERVICE).pk
    values = {"text_id": text_id, "subject_id": new_id(), "about_id": about_id or new_id(), "name": "Вера"} | other
    return actions.give(actor, purpose=Purpose.SERVICE, method=method, **values)


def test_the_receipt_keeps_what_was_agreed_to(world: Any) -> None:
    with time_machine.travel("2026-11-23 11:20+05:00", tick=False):
        receipt = given(address="203.0.113.7")
    assert receipt.text.number == 1
    assert receipt.given_at == dt.datetime(2026, 11, 23, 6, 20, tzinfo=dt.UTC)
    assert (receipt.method, receipt.name, receipt.address, receipt.taken_by_id) == ("web", "Вера", "203.0.113.7", None)
    assert Entry.objects.get(object_id=receipt.pk).details == {"edition": 1, "purpose": "service", "method": "web"}


def test_only_the_edition_in_force_can_be_agreed_to(world: Any) -> None:
    old = queries.current_text(Purpose.SERVICE)
    ConsentText.objects.create(purpose=Purpose.SERVICE, number=2, published_on=dt.date(2026, 11, 1), title="Новый")
    with pytest.raises(Refusal, match="consent_text_changed"):
        given(text_id=old.pk)
    assert not Consent.objects.exists()


def test_staff_note_what_was_said_and_are_named(world: Any, actor_of: Any) -> None:
    employee = actor_of(Role.CENTRE_EMPLOYEE)
    receipt = actions.take(employee, subject_id=new_id(), about_id=new_id(), name="Вера", method=Method.ORAL)
    assert receipt.taken_by_id == employee.id


def test_withdrawal_is_told_once_and_the_receipt_stays(world: Any) -> None:
    receipt = given()
    holder = Actor(ActorKind.HOLDER, id=receipt.about_id)
    first = actions.withdraw(holder, consent_id=receipt.pk)
    second = actions.withdraw(holder, consent_id=receipt.pk)
    assert first.withdrawn_at == second.withdrawn_at is not None
    assert Entry.objects.filter(object_id=receipt.pk, verb="consent_withdrawn").count() == 1
    assert Consent.objects.filter(pk=receipt.pk).exists()


def test_only_the_person_or_staff_asked_by_the_person_may_withdraw(world: Any, actor_of: Any) -> None:
    receipt = given()
    others = [NOBODY, Actor(ActorKind.HOLDER, id=new_id()), actor_of(Role.FEDERAL_MANAGER), actor_of(Role.BENEFICIARY)]
    for actor in others:
        with pytest.raises(NotSeen):
            actions.withdraw(actor, consent_id=receipt.pk)
    with pytest.raises(NotSeen):
        actions.withdraw(SYSTEM, consent_id=new_id())
    assert actions.withdraw(actor_of(Role.CENTRE_EMPLOYEE), consent_id=receipt.pk).withdrawn_at


def test_the_document_names_the_operator_of_the_centre(world: Any) -> None:
    centre = world.uralmash
    centre.host_name = "МБУ {unit} «Дом»"
    document = queries.document_of(queries.current_text(Purpose.SERVICE), centre, dt.date(2026, 11, 23))
    whole = " ".join(document.points) + " ".join(item.answer for item in document.plain)
    assert "МБУ {unit} «Дом»" in whole, "what a centre writes about itself is not filled in again"
    assert "Добро.Центр «Уралмаш»" in whole
    assert "23\u00a0ноября\u00a02029" in whole
    assert not set(whole.replace("{unit} «Дом»", "")) & set("{}")
    for word in ("Цель", "Перечень данных", "Срок", "Отзыв", "Действия"):
        assert word in whole, "152-FZ, article 9"


def test_the_reference_text_is_loaded_once_and_never_rewritten(world: Any) -> None:
    count = ConsentText.objects.count()
    ConsentText.objects.filter(number=1).update(title="Поправлено штабом")
    reference.load()
    assert queries.current_text(Purpose.SERVICE).title == "Поправлено штабом"
    assert ConsentText.objects.count() == count == len(Purpose)


def test_without_a_text_nothing_may_be_collected(db: None) -> None:
    ConsentText.objects.all().delete()
    with pytest.raises(NotSeen):
        queries.current_text(Purpose.SERVICE)


@pytest.mark.parametrize(
    ("day", "until"), [("2026-11-23", "2029-11-23"), ("2028-02-29", "2031-02-28"), ("2025-02-28", "2028-02-28")]
)
def test_data_are_kept_three_years(day: str, until: str) -> None:
    assert rules.kept_until(dt.date.fromisoformat(day), 3) == dt.date.fromisoformat(until)
