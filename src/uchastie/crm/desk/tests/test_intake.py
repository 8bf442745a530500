"""The doors: what becomes a request, and what is promised."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done, Manual
from uchastie.crm.desk.models import ContactAttempt, Delivery, ServiceRequest, StepCheck
from uchastie.crm.desk.rules import Applicant, Channel, Format, Result, Status
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

VERA = Applicant(
    name="Ларина Вера Павловна", phone="+7 912 345-67-89", email="vera@example.org", preferred_way=Way.PHONE
)
DONE = Done(format=Format.IN_PERSON, minutes=20, topic_code="", outcome="Рассказали", all_steps=True)


@pytest.fixture
def submit(world):
    def go(key="k1", applicant=VERA, service_code="informing", unit=None, need="Хочу помогать"):
        return actions.submit_request(
            actor=NOBODY,
            unit=unit or world.uralmash,
            service_code=service_code,
            applicant=applicant,
            need=need,
            channel=Channel.WEB,
            key=key,
            consent_text_id=consents.current_text(Purpose.SERVICE).pk,
            address="127.0.0.1",
        )

    return go


@pytest.mark.ledger("A14", "A18", "A35")
@time_machine.travel("2026-11-20 16:30+05:00", tick=False)
def test_a_request_gets_its_number_its_deadline_and_a_letter(submit):
    request = submit()
    assert request.number == "ДЦ-66-2026-000001"
    assert request.status == Status.NEW
    assert request.channel == Channel.WEB
    due = request.contact_due_at.astimezone(request.unit.zone)
    assert due == dt.datetime(2026, 11, 24, 23, 59, 59, tzinfo=request.unit.zone)
    told = notifications.list_about(request.pk)
    assert {message.channel for message in told} == {"cabinet", "email"}
    assert all(
        request.number in message.body and "24 ноября" in message.body.replace("\u00a0", " ") for message in told
    )
    assert all("Ларина" not in message.subject for message in told)


@pytest.mark.ledger("A14", "A35")
def test_the_consent_of_the_page_is_kept_with_the_request(submit):
    consent = consents.consent_about(submit().pk)
    assert (consent.method, consent.name, consent.address) == ("web", VERA.name, "127.0.0.1")


def test_the_same_form_twice_is_one_request(submit):
    assert submit(key="same").pk == submit(key="same").pk
    assert ServiceRequest.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(submit):
    submit(key="same")
    with pytest.raises(Conflict, match="key_reused"):
        submit(key="same", need="Совсем другое")


@pytest.mark.ledger("A4")
def test_a_service_is_asked_for_many_times_and_numbers_go_on(submit):
    numbers = [submit(key=f"k{n}").number for n in range(3)]
    assert [number[-1] for number in numbers] == ["1", "2", "3"]


def test_what_the_centre_does_not_offer_cannot_be_asked(submit):
    with pytest.raises(Refusal, match="not_offered"):
        submit(service_code="social-design")


@pytest.mark.ledger("A20", "A43", "A66")
def test_a_request_by_hand_without_id_is_worked_at_once(world, actor_of):
    request = actions.add_request(
        actor=actor_of(Role.CENTRE_EMPLOYEE),
        unit=world.uralmash,
        service_code="informing",
        applicant=VERA,
        need="",
        manual=Manual(channel=Channel.PHONE),
        key="k",
    )
    assert request.id_pending
    assert request.number
    assert request.status == Status.NEW
    assert request.created_by == request.assignee == world.user(Role.CENTRE_EMPLOYEE)


@pytest.mark.ledger("A66")
def test_with_an_id_there_is_no_mark_and_an_organisation_needs_none(world, actor_of):
    common = {"actor": actor_of(Role.CENTRE_HEAD), "unit": world.uralmash, "service_code": "informing", "need": ""}
    known = Applicant(name="Орлов Пётр", phone="+79120000001", preferred_way=Way.PHONE, volunteer_id="96002534")
    school = Applicant(name="Школа № 98", phone="+73430000098", preferred_way=Way.PHONE, kind=Kind.ORGANISATION)
    for key, who in (("a", known), ("b", school)):
        manual = Manual(channel=Channel.PHONE)
        assert not actions.add_request(applicant=who, manual=manual, key=key, **common).id_pending


@pytest.mark.ledger("A18", "A43", "A44", "A3")
def test_a_walk_in_is_contacted_agreed_and_delivered_by_one_record(world, actor_of):
    request = actions.serve_walk_in(
        actor=actor_of(Role.CENTRE_EMPLOYEE),
        unit=world.uralmash,
        service_code="informing",
        applicant=VERA,
        need="",
        manual=Manual(channel=Channel.VISIT),
        done=DONE,
        key="k",
    )
    assert request.status == Status.DELIVERED
    assert request.contacted_at <= request.contact_due_at
    assert ContactAttempt.objects.get(request=request).result == Result.TALKED
    assert Delivery.objects.get(request=request).regulation_id == request.regulation_id
    assert StepCheck.objects.filter(request=request).count() == request.regulation.steps.count()


@pytest.mark.ledger("A44")
def test_only_a_visit_is_served_at_once(world, actor_of):
    with pytest.raises(Refusal, match="not_a_visit"):
        actions.serve_walk_in(
            actor=actor_of(Role.CENTRE_EMPLOYEE),
            unit=world.uralmash,
            service_code="informing",
            applicant=VERA,
            need="",
            manual=Manual(channel=Channel.PHONE),
            done=DONE,
            key="k",
        )
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotSeen),
        (Role.REGION_COORDINATOR, Denied),
        (Role.FEDERAL_ANALYST, NotSeen),
        (Role.BENEFICIARY, NotSeen),
    ],
)
def test_only_the_staff_of_the_centre_enter_requests(world, actor_of, who, error):
    with pytest.raises(error):
        actions.add_request(
            actor=actor_of(who),
            unit=world.uralmash,
            service_code="informing",
            applicant=VERA,
            need="",
            manual=Manual(channel=Channel.VISIT),
            key="k",
        )
    assert not ServiceRequest.objects.exists()


@time_machine.travel("2031-03-03 10:00+05:00", tick=False)
def test_a_year_without_a_calendar_is_said_loudly(submit):
    assert submit().contact_warning
