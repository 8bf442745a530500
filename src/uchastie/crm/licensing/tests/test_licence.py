"""From the application of a host organisation to access, and what closes it again."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.actions.life import expire_licences
from uchastie.crm.licensing.models import Licence, LicenceText, TermsAcceptance
from uchastie.crm.licensing.rules import MACHINE, Move, State
from uchastie.crm.licensing.tests.world import SIX, a_picture, active, agreed, apply, approved, reviewed
from uchastie.crm.network import actions as network
from uchastie.crm.network import queries as units
from uchastie.crm.network.models import Invitation
from uchastie.crm.network.rules import UnitStatus
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


@pytest.fixture
def coordinator(actor_of):
    return actor_of(Role.REGION_COORDINATOR)


@pytest.fixture
def federal(actor_of):
    return actor_of(Role.FEDERAL_MANAGER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"host_inn": ""}, "host_inn"),
        ({"host_inn": "6681000031"}, "host_inn"),
        ({"host_inn": "668"}, "host_inn"),
        ({"host_name": " "}, "host_name"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"contact_email": "почта"}, "contact_email"),
        ({"address": ""}, "address"),
        ({"about": "я" * 2001}, "about"),
    ],
)
def test_a_wrong_application_is_refused_at_its_field(world, changes, field):
    with pytest.raises(Refusal) as refused:
        apply(world, **changes)
    assert refused.value.field == field
    assert not Licence.objects.exists()
    assert not Consent.objects.exists()


def test_the_same_form_twice_is_one_application(world):
    assert apply(world, key="a" * 32) == apply(world, key="a" * 32)
    with pytest.raises(Conflict):
        apply(world, key="a" * 32, town="Серов")
    assert Licence.objects.count() == Consent.objects.count() == 1


def test_the_region_answers_and_says_why(world, coordinator, actor_of):
    licence = apply(world)
    with pytest.raises(Refusal, match="reason"):
        actions.review_licence(actor=coordinator, licence_id=licence.pk, approve=False)
    declined = actions.review_licence(actor=coordinator, licence_id=licence.pk, approve=False, reason="Нет помещения")
    assert (declined.state, declined.number, declined.decision_reason) == (State.DECLINED, None, "Нет помещения")
    letter = Message.objects.filter(event="licence-declined").get()
    assert "Нет помещения" in letter.body
    assert "Савельев" not in letter.subject
    with pytest.raises(Refusal, match="illegal_move"):
        actions.review_licence(actor=coordinator, licence_id=licence.pk, approve=True)
    for role in (Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_ANALYST):
        with pytest.raises(NotSeen):
            actions.review_licence(actor=actor_of(role), licence_id=licence.pk, approve=True)


def test_the_agreement_is_frozen_with_its_number(world, coordinator, federal):
    licence = reviewed(world, coordinator)
    assert re.fullmatch(r"ЛД-66/\d{3}", licence.number)
    assert "МБУ «Дом молодёжи», ИНН 6681000030" in licence.body
    assert "{" not in licence.body
    assert licence.valid_until == licence.valid_from.replace(year=licence.valid_from.year + 3) - dt.timedelta(days=1)
    actions.publish_text(actor=federal, kind="agreement", body="Новый текст договора. " * 10, after=1, note="короче")
    assert Licence.objects.get().body == licence.body
    assert reviewed(world, coordinator).number != licence.number


def test_a_number_entered_from_paper_is_not_given_again(world, coordinator):
    actions.register_licence(
        actor=coordinator, unit=world.uralmash, number="ЛД-66/001", valid_from=clock.today(world.region.zone)
    )
    assert reviewed(world, coordinator).number == "ЛД-66/002"


@pytest.mark.ledger("A63")
def test_a_second_employee_compares_the_paper(world, coordinator, federal):
    licence = reviewed(world, coordinator)
    today = clock.today(world.region.zone)
    with pytest.raises(Refusal, match="nothing_to_check"):
        actions.confirm_scan(actor=federal, licence_id=licence.pk)
    with pytest.raises(Refusal, match="signed_on"):
        actions.attach_scan(
            actor=coordinator, licence_id=licence.pk, upload=a_picture(), signed_on=today + dt.timedelta(days=1)
        )
    actions.attach_scan(actor=coordinator, licence_id=licence.pk, upload=a_picture(), signed_on=today)
    with pytest.raises(Denied):
        actions.confirm_scan(actor=coordinator, licence_id=licence.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.update(agreed_by=coordinator.id)
    actions.reject_scan(actor=federal, licence_id=licence.pk, reason="Нет последней страницы")
    assert Licence.objects.get().scan is None
    actions.attach_scan(actor=coordinator, licence_id=licence.pk, upload=a_picture(), signed_on=today)
    made = actions.confirm_scan(actor=federal, licence_id=licence.pk)
    assert (made.state, made.unit.status, made.unit.host_inn) == (State.AGREED, UnitStatus.LOCKED, "6681000030")
    assert Invitation.objects.get(unit=made.unit).role == Role.CENTRE_HEAD


@pytest.mark.ledger("A62", "A63", "A64")
def test_the_panel_opens_only_after_agreement_set_and_terms(world, coordinator, federal, actor_of, client_of):
    licence, head = agreed(world, coordinator, federal)
    unit, client = licence.unit, client_of(head)
    assert not units.actor_of(head).grants
    assert client.get("/desk/").url == "/licences/own/"
    assert client.get("/network/").url == "/licences/own/"
    assert client.get("/licences/own/").status_code == 200
    assert Client().get(f"/centres/{unit.slug}/").status_code == 404
    with pytest.raises(Refusal, match="no_set"):
        actions.accept_terms(actor=units.actor_of(head), unit=unit, number=1)
    approved(units.actor_of(head), unit, by=coordinator)
    with pytest.raises(Conflict):
        actions.accept_terms(actor=units.actor_of(head), unit=unit, number=2)
    with pytest.raises(NotSeen):
        actions.accept_terms(actor=actor_of(Role.CENTRE_HEAD), unit=unit, number=1)

    assert client.post("/licences/own/acceptance/", {"number": 1}, REMOTE_ADDR="10.24.3.4").status_code == 302
    assert client.get("/desk/").status_code == 200
    said = TermsAcceptance.objects.get()
    assert (said.user, said.name, said.text.number, said.address) == (head, "Артём Савельев", 1, "10.24.3.4")
    assert abs(said.at - clock.now()) < dt.timedelta(minutes=1)
    assert Client().get(f"/centres/{unit.slug}/").status_code == 200
    actions.accept_terms(actor=units.actor_of(head), unit=unit, number=1)
    assert TermsAcceptance.objects.count() == 1


def test_a_new_edition_is_read_again_and_closes_nothing(world, coordinator, federal, actor_of, client_of):
    licence, head = active(world, coordinator, federal, units.actor_of)
    actions.publish_text(
        actor=federal, kind="terms", body="Новые условия. " * 20, brief="Смотрим: нужное", after=1, note="проще"
    )
    assert client_of(head).get("/desk/").status_code == 200
    actions.accept_terms(actor=units.actor_of(head), unit=licence.unit, number=2)
    assert [row.text.number for row in queries.accepted_terms(licence)] == [2, 1]


def test_a_suspended_licence_closes_everything_at_the_next_request(world, coordinator, federal, actor_of, client_of):
    licence, head = active(world, coordinator, federal, units.actor_of)
    unit, client = units.get_unit(federal, licence.unit_id), client_of(head)
    assert queries.find_offered(unit, "first-aid")
    with pytest.raises(Refusal, match="reason"):
        actions.suspend_licence(actor=coordinator, licence_id=licence.pk, reason="")
    actions.suspend_licence(actor=coordinator, licence_id=licence.pk, reason="Нет помещения")

    assert client.get("/desk/").url == "/licences/own/"
    assert "Нет помещения" in client.get("/licences/own/").content.decode()
    assert Client().get(f"/centres/{unit.slug}/").status_code == 404
    assert Client().get(f"/centres/{unit.slug}/services/first-aid/").status_code == 404
    assert Client().get(f"/centres/{unit.slug}/apply/").status_code == 404
    unit = units.get_unit(federal, unit.pk)
    assert queries.list_offered(unit) == []
    assert queries.list_to_choose(unit) == []
    assert queries.find_offered(unit, "consulting") is None
    with pytest.raises(Refusal):
        actions.begin_set(units.actor_of(head), unit)
    for status in (UnitStatus.ACTIVE, UnitStatus.SUSPENDED):
        with pytest.raises(Refusal, match="licence"):
            network.change_status(federal, unit_id=unit.pk, version=None, status=status)

    actions.resume_licence(actor=coordinator, licence_id=licence.pk)
    assert client.get("/desk/").status_code == 200
    assert queries.find_offered(units.get_unit(federal, unit.pk), "first-aid")


def test_an_ended_licence_closes_the_centre_for_good(world, coordinator, federal, actor_of, client_of):
    licence, head = active(world, coordinator, federal, units.actor_of)
    actions.end_licence(actor=federal, licence_id=licence.pk, reason="Организация закрылась")
    assert client_of(head).get("/desk/").status_code == 403
    unit = units.get_unit(federal, licence.unit_id)
    assert (unit.status, queries.list_offered(unit)) == (UnitStatus.CLOSED, [])
    with pytest.raises(Refusal, match="licence"):
        network.change_status(federal, unit_id=unit.pk, version=None, status=UnitStatus.ACTIVE)
    with pytest.raises(Refusal, match="illegal_move"):
        actions.resume_licence(actor=federal, licence_id=licence.pk)


def test_a_licence_ends_the_day_after_its_last(world, coordinator):
    today = clock.today(world.uralmash.zone)
    for unit, first in ((world.uralmash, 0), (world.vtoroy, 1)):
        actions.register_licence(
            actor=coordinator, unit=unit, number=f"ЛД-{first}", valid_from=today - dt.timedelta(days=first)
        )
    Licence.objects.filter(unit=world.vtoroy).update(valid_until=today - dt.timedelta(days=1))
    Licence.objects.filter(unit=world.uralmash).update(valid_until=today)
    assert (expire_licences(), expire_licences()) == (1, 0)
    assert {row.unit_id: row.state for row in Licence.objects.all()} == {
        world.uralmash.pk: State.ACTIVE,
        world.vtoroy.pk: State.ENDED,
    }


def test_a_paper_is_entered_once(world, coordinator):
    today = clock.today(world.uralmash.zone)
    actions.register_licence(actor=coordinator, unit=world.uralmash, number="ЛД-66/018", valid_from=today)
    with pytest.raises(Refusal, match="licensed"):
        actions.register_licence(actor=coordinator, unit=world.uralmash, number="ЛД-66/019", valid_from=today)
    with pytest.raises(Refusal) as refused:
        actions.register_licence(actor=coordinator, unit=world.vtoroy, number="ЛД-66/018", valid_from=today)
    assert refused.value.field == "number"
    with pytest.raises(Refusal, match="valid_from"):
        actions.register_licence(
            actor=coordinator, unit=world.vtoroy, number="7", valid_from=today + dt.timedelta(days=1)
        )
    with pytest.raises(NotSeen):
        actions.register_licence(actor=coordinator, unit=world.novosibirsk, number="77", valid_from=today)
    assert list(queries.list_unlicensed(coordinator)) == [world.vtoroy]


def test_a_contact_who_withdraws_leaves_no_name(world, coordinator):
    licence = reviewed(world, coordinator)
    consents.withdraw(SYSTEM, consent_id=Consent.objects.get().pk)
    left = Licence.objects.get()
    assert left.state == State.DECLINED
    assert (left.contact_name, left.signer, left.body) == ("удалено", "удалено", "")
    assert licence.contact_email not in (left.contact_email, left.contact_phone)


def test_regions_see_their_own(world, coordinator, federal, actor_of):
    licence = apply(world)
    assert list(queries.list_licences(coordinator)) == list(queries.list_waiting(federal)) == [licence]
    Licence.objects.update(region=world.other_region.region)
    assert not queries.list_licences(coordinator)
    with pytest.raises(NotSeen):
        queries.get_licence(coordinator, licence.pk)
    with pytest.raises(NotSeen):
        queries.get_licence(actor_of(Role.CENTRE_HEAD), licence.pk)


def test_every_move_from_every_state():
    allowed = {(state, move) for state in State for move in Move if MACHINE.allows(state, move)}
    assert len(allowed) == 10
    assert not [pair for pair in allowed if pair[0] in {State.DECLINED, State.ENDED}]


def test_texts_are_published_one_after_another(world, federal, coordinator):
    body = LicenceText.objects.get(kind="agreement").body
    with pytest.raises(Refusal, match="same_body"):
        actions.publish_text(actor=federal, kind="agreement", body=body, after=1, note="та же")
    with pytest.raises(Refusal, match="place"):
        actions.publish_text(actor=federal, kind="agreement", body=body + "\n9. {паспорт}", after=1, note="новое")
    with pytest.raises(Refusal, match="note"):
        actions.publish_text(actor=federal, kind="agreement", body=body + "\n9. Ещё.", after=1)
    with pytest.raises(Denied):
        actions.publish_text(actor=coordinator, kind="agreement", body=body + "\n9. Ещё.", after=1, note="новое")
    with pytest.raises(Conflict):
        actions.publish_text(actor=federal, kind="agreement", body=body + "\n9. Ещё.", after=0, note="новое")
    assert actions.publish_text(actor=federal, kind="agreement", body=body + "\n9. Ещё.", after=1, note="н").number == 2


def test_the_centre_of_a_licence_offers_its_set(world, coordinator, federal, actor_of):
    licence, _ = active(world, coordinator, federal, units.actor_of)
    assert queries.list_chosen_codes(licence.unit) == frozenset(SIX)
