"""Registration, places, the waiting list, giving up, cancelling, reminding."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from tests.world_events import make_event, make_registration

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.events import actions, queries
from uchastie.crm.events.actions import Sender
from uchastie.crm.events.actions.plan import tell_everybody
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.events.rules import EventValues, Guest, Standing
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


def register(event, *, name="Рябова Нина", phone="+79125550101", people=1, key="", email=""):
    sender = Sender(key or uuid4().hex, current_text(Purpose.EVENT).pk)
    return actions.register_guest(event_id=event.pk, guest=Guest(name, phone, email, people), sender=sender)


def taken(event):
    return Event.objects.values_list("taken", flat=True).get(pk=event.pk)


def told(registration):
    return list(
        Message.objects.filter(about_id=registration.pk, channel="cabinet", event__startswith="event_")
        .order_by("created_at", "pk")
        .values_list("event", flat=True)
    )


@pytest.fixture
def event(world):
    return make_event(world.uralmash, places=3, starts_in=48)


def test_a_person_gets_a_place_a_consent_and_a_message(event):
    made = register(event, people=2)
    assert (made.standing, made.number, taken(event)) == (Standing.GOING, 1, 2)
    receipt = Consent.objects.get(about_id=made.pk)
    assert (receipt.text.purpose, receipt.subject_id) == (Purpose.EVENT, made.person_id)
    assert told(made) == ["event_registered"]
    letter = Message.objects.get(about_id=made.pk, channel="cabinet")
    assert "Рябова" not in letter.subject
    assert queries.own_path(made.pk)[:3] == "/e/"


def test_the_same_form_twice_is_one_registration(event):
    key = uuid4().hex
    assert register(event, key=key).pk == register(event, key=key).pk
    assert (Registration.objects.count(), taken(event)) == (1, 1)


def test_another_form_of_the_same_person_gets_the_link_by_message_only(event):
    first = register(event)
    with pytest.raises(Conflict):
        register(event)
    assert (Registration.objects.count(), taken(event)) == (1, 1)
    assert told(first)[0] == "event_registered"


def test_a_family_that_does_not_fit_waits_and_is_placed_when_it_does(event):
    first = register(event, people=2)
    family = register(event, name="Ким Людмила", phone="+79125550102", people=2)
    single = register(event, name="Титова Мария", phone="+79125550103")
    assert (family.standing, single.standing, taken(event)) == (Standing.WAITING, Standing.GOING, 3)
    actions.give_up(actor=Actor(ActorKind.HOLDER, id=first.pk), registration_id=first.pk)
    family.refresh_from_db()
    assert (family.standing, taken(event)) == (Standing.GOING, 3)
    assert told(family) == ["event_waiting", "event_place"]


def test_giving_up_twice_frees_one_place_and_another_person_cannot(event):
    made, other = register(event), register(event, name="Ким Людмила", phone="+79125550102")
    with pytest.raises(NotSeen):
        actions.give_up(actor=Actor(ActorKind.HOLDER, id=other.pk), registration_id=made.pk)
    for _ in range(2):
        actions.give_up(actor=Actor(ActorKind.HOLDER, id=made.pk), registration_id=made.pk)
    assert taken(event) == 1
    again = register(event)
    assert (again.number, again.standing) == (3, Standing.GOING)


def test_a_withdrawn_consent_frees_the_place(event):
    made = register(event, people=2)
    receipt = Consent.objects.get(about_id=made.pk)
    consents.withdraw(Actor(ActorKind.HOLDER, id=made.pk), consent_id=receipt.pk)
    made.refresh_from_db()
    assert (made.standing, taken(event)) == (Standing.CANCELLED, 0)


def test_the_database_itself_keeps_the_number_of_places(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=4)


@pytest.mark.parametrize("state", ["draft", "held", "cancelled"])
def test_what_is_not_open_takes_nobody(world, state):
    with pytest.raises(Refusal):
        register(make_event(world.uralmash, state=state))


def test_a_text_read_too_early_registers_nobody(event):
    guest, sender = Guest("Рябова Нина", "+79125550101"), Sender(uuid4().hex, uuid4())
    with pytest.raises(Refusal):
        actions.register_guest(event_id=event.pk, guest=guest, sender=sender)
    assert (Registration.objects.count(), taken(event)) == (0, 0)


def test_staff_write_down_who_has_called(event, actor_of):
    made = actions.add_guest(
        actor=actor_of(Role.CENTRE_EMPLOYEE), event_id=event.pk, guest=Guest("Ким Людмила", "+79125550102"), key="k1"
    )
    assert (made.source, Consent.objects.get(about_id=made.pk).method) == ("staff", "oral")
    with pytest.raises(Denied):
        actions.add_guest(
            actor=actor_of(Role.REGION_COORDINATOR), event_id=event.pk, guest=Guest("Я Сам", "+79125550103"), key="k2"
        )
    with pytest.raises(NotSeen):
        actions.add_guest(actor=actor_of("stranger"), event_id=event.pk, guest=Guest("Я Сам", "+79125550103"), key="k3")


def test_more_places_are_given_to_those_who_wait_and_fewer_than_taken_are_refused(event, actor_of):
    register(event, people=3)
    waiting = register(event, name="Ким Людмила", phone="+79125550102")
    event.refresh_from_db()
    head = actor_of(Role.CENTRE_HEAD)
    same = {"title": event.title, "starts_at": event.starts_at, "ends_at": event.ends_at}
    with pytest.raises(Refusal):
        actions.change_event(actor=head, event_id=event.pk, values=EventValues(**same, places=2), version=event.version)
    actions.change_event(actor=head, event_id=event.pk, values=EventValues(**same, places=5), version=event.version)
    waiting.refresh_from_db()
    assert waiting.standing == Standing.GOING
    with pytest.raises(Conflict):
        actions.change_event(actor=head, event_id=event.pk, values=EventValues(**same, places=9), version=1)


def test_everybody_is_told_once_that_it_moved_and_that_it_is_cancelled(event, actor_of):
    going, waiting = register(event, people=3), register(event, name="Ким Людмила", phone="+79125550102")
    head, later = actor_of(Role.CENTRE_HEAD), dt.timedelta(days=1)
    moved = EventValues(event.title, event.starts_at + later, event.ends_at + later, places=3)
    event.refresh_from_db()
    actions.change_event(actor=head, event_id=event.pk, values=moved, version=event.version)
    tell_everybody.call(str(event.pk), "event_changed", "one")
    actions.cancel_event(actor=head, event_id=event.pk, reason="Заболел ведущий")
    for _ in range(2):
        tell_everybody.call(str(event.pk), "event_cancelled", "")
    assert told(going) == ["event_registered", "event_changed", "event_cancelled"]
    assert told(waiting) == ["event_waiting", "event_changed", "event_cancelled"]
    body = Message.objects.get(about_id=going.pk, event="event_cancelled", channel="cabinet").body
    assert "Заболел ведущий" in body
    with pytest.raises(Refusal):
        register(event, name="Третий Человек", phone="+79125550109")


def test_a_reminder_comes_at_six_of_the_evening_before_and_once(world):
    with time_machine.travel("2026-11-23 10:00+05:00", tick=False):
        event = make_event(world.uralmash, starts_at=dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC))
        early = make_registration(event)
    with time_machine.travel("2026-11-24 17:59+05:00", tick=False):
        assert actions.remind_of_events() == 0
    with time_machine.travel("2026-11-24 18:05+05:00", tick=False):
        late = make_registration(event, name="Ким Людмила", phone="+79125550102")
        assert [actions.remind_of_events() for _ in range(2)] == [1, 0]
    assert (told(early), told(late)) == (["event_reminder"], [])


def test_no_reminder_of_what_is_cancelled_or_given_up(world):
    with time_machine.travel("2026-11-23 10:00+05:00", tick=False):
        at = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
        make_registration(make_event(world.uralmash, starts_at=at, state="cancelled"))
        make_registration(make_event(world.uralmash, starts_at=at), phone="+79125550102", standing="cancelled")
        make_registration(make_event(world.uralmash, starts_at=at), phone="+79125550103", standing="waiting")
    with time_machine.travel("2026-11-24 18:05+05:00", tick=False):
        assert actions.remind_of_events() == 0


@pytest.mark.parametrize("places", [1, 7])
@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_get_exactly_the_places_there_are(world, places):
    event = make_event(world.uralmash, places=places, starts_in=48)

    def one(number):
        try:
            return register(event, name=f"Гость Номер{number}", phone=f"+791255502{number:02d}").standing
        finally:
            connection.close()

    with ThreadPoolExecutor(30) as pool:
        standings = list(pool.map(one, range(30)))
    assert (standings.count(Standing.GOING), standings.count(Standing.WAITING), taken(event)) == (
        places,
        30 - places,
        places,
    )
    numbers = list(Registration.objects.values_list("number", flat=True).order_by("number"))
    assert numbers == list(range(1, 31))
