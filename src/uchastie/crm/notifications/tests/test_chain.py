"""Channels are tried one after another; quiet hours and closed doors hold a message back, nothing is lost or repeated."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import replace

import pytest
import time_machine
from django.core import mail

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.models import Choice, Message
from uchastie.crm.notifications.rules import Channel, Outcome, State
from uchastie.crm.notifications.tests.conftest import MORNING, NIGHT, NOON, VERA, employee, somebody
from uchastie.crm.notifications.tests.servers import http_server
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

WORKER = new_id()
pytestmark = pytest.mark.usefixtures("mail_server")


def ways():
    rows = Message.objects.exclude(channel=Channel.CABINET).order_by("place", "pk")
    return {row.channel: row.state for row in rows}


def head():
    return Message.objects.get(channel=Channel.CABINET)


def deliver():
    while outbox.deliver_ready(WORKER):
        pass


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def gateway(settings):
    with http_server() as seen:
        settings.SMS_URL, settings.SMS_KEY = f"http://{seen.host}/send", "secret-key"
        settings.SMS_SENDER = "DOBRO"
        yield seen


def with_phone_app(person):
    Choice.objects.create(recipient_id=person.id, devices=1)


@contextmanager
def override_staff(employee):
    """The directory of the product asks the network; here one employee is enough."""
    from uchastie.crm.notifications import guards

    class Directory:
        def staff(self, user_id, *, unit_id):
            return replace(employee, free_at=None)

    kept = guards.directory()
    guards.register(Directory())
    yield
    guards.register(kept)


# --- the order of channels ---


@pytest.mark.ledger("A77")
def test_a_letter_first_and_an_sms_when_it_fails(tell, at_noon, gateway):
    tell()
    assert ways() == {"email": State.WAITING, "sms": State.PLANNED}
    actions.mark_failed(Message.objects.get(channel="email").pk)
    assert ways() == {"email": State.FAILED, "sms": State.WAITING}
    deliver()
    assert ways()["sms"] == State.SENT
    assert head().outcome == Outcome.REACHED
    (sent,) = gateway.json()
    assert sent["to"] == "+79123456789"
    assert sent["from"] == "DOBRO"
    assert sent["text"].startswith("Заявка ДЦ-66-2026-000424 принята")
    assert gateway.headers[0]["Authorization"] == "Bearer secret-key"


def test_what_has_arrived_goes_no_further(tell, at_noon, gateway):
    tell()
    deliver()
    assert ways() == {"email": State.SENT, "sms": State.PLANNED}
    assert (len(mail.outbox), gateway.bodies) == (1, [])


def test_without_an_address_the_link_goes_by_sms(tell, at_noon, gateway, caplog):
    tell(somebody(email=""), event="link")
    deliver()
    assert "/s/secret-token/" in gateway.json()[0]["text"]
    assert "secret-token" not in caplog.text
    assert "+79123456789" not in caplog.text


def test_without_a_gateway_nobody_promises_an_sms(tell, at_noon):
    tell(somebody(email=""))
    assert ways() == {}
    assert head().outcome == Outcome.PLACED


def test_without_mail_the_sms_is_better_than_a_letter_that_is_only_written_down(tell, at_noon, gateway, settings):
    settings.EMAIL_HOST = ""
    tell()
    assert ways() == {"sms": State.WAITING}


# --- half an hour of silence ---


def pushed(tell):
    with_phone_app(VERA)
    tell()
    push = Message.objects.get(channel="push")
    OutboxEntry.objects.filter(reference=push.pk).update(state="sent")
    actions.mark_sent(push.pk, left=True)
    return push


def test_a_push_nobody_opens_becomes_an_sms(tell, at_noon, gateway):
    pushed(tell)
    at_noon.move_to("2026-11-23 12:29+05:00")
    deliver()
    assert ways()["sms"] == State.PLANNED
    at_noon.move_to("2026-11-23 12:31+05:00")
    deliver()
    assert ways() == {"push": State.SENT, "sms": State.SENT, "email": State.PLANNED}
    assert len(gateway.bodies) == 1


def test_a_push_that_was_opened_stays_alone(tell, at_noon, gateway):
    push = pushed(tell)
    actions.opened_push(token=queries.open_path(push).split("/")[2])
    assert head().read_at is not None
    at_noon.move_to("2026-11-23 13:00+05:00")
    deliver()
    assert ways()["sms"] == State.PLANNED


def test_a_worker_that_looks_twice_escalates_once(tell, at_noon, gateway):
    push = pushed(tell)
    at_noon.move_to("2026-11-23 12:31+05:00")
    deliver()
    actions.escalate_silence(push.pk)
    deliver()
    assert len(gateway.bodies) == 1


# --- quiet hours ---


def test_at_night_a_message_waits_for_the_morning(tell):
    with time_machine.travel(NIGHT, tick=False) as clock:
        tell(event="request_cancelled")
        deliver()
        assert mail.outbox == []
        assert head().state == State.PLACED
        clock.move_to("2026-11-24 08:59+05:00")
        deliver()
        assert mail.outbox == []
        clock.move_to(MORNING)
        deliver()
    assert len(mail.outbox) == 1


def test_the_zone_is_that_of_the_person(tell):
    with time_machine.travel(NIGHT, tick=False):  # 20:30 in Moscow
        tell(somebody(zone="Europe/Moscow"), event="request_cancelled")
        deliver()
    assert len(mail.outbox) == 1


def test_an_answer_to_what_was_just_asked_does_not_wait(tell):
    with time_machine.travel(NIGHT, tick=False):
        tell(event="link")
        deliver()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("meeting", "left"), [("2026-11-24T10:00+05:00", 1), ("2026-11-24T15:00+05:00", 0), ("2026-11-26T10:00+05:00", 0)]
)
def test_only_a_meeting_of_the_morning_breaks_the_silence(tell, meeting, left):
    with time_machine.travel(NIGHT, tick=False):
        tell(event="appointment_cancelled", meeting_at=dt.datetime.fromisoformat(meeting))
        deliver()
    assert len(mail.outbox) == left


def test_the_next_channel_respects_the_night_too(tell, gateway):
    with time_machine.travel("2026-11-23 20:55+05:00", tick=False) as clock:
        pushed(tell)
        clock.move_to("2026-11-23 21:30+05:00")
        deliver()
        assert gateway.bodies == []
        clock.move_to(MORNING)
        deliver()
    assert len(gateway.bodies) == 1


def test_own_quiet_hours_win(tell):
    Choice.objects.create(recipient_id=VERA.id, quiet_since=dt.time(11), quiet_until=dt.time(14))
    with time_machine.travel(NOON, tick=False) as clock:
        tell(event="request_cancelled")
        deliver()
        assert mail.outbox == []
        clock.move_to("2026-11-23 14:00+05:00")
        deliver()
    assert len(mail.outbox) == 1


# --- those who work ---


def test_staff_get_one_digest_in_the_morning(tell):
    anna = employee(free_at=MORNING)
    with time_machine.travel(NIGHT, tick=False) as clock:
        for number in range(3):
            tell(anna, "low_mark", occasion=str(number))
        deliver()
        assert mail.outbox == []
        clock.move_to(MORNING)
        deliver()
    (letter,) = mail.outbox
    assert "3" in letter.subject
    assert letter.body.count("Низкая оценка") == 3
    assert set(Message.objects.filter(channel="cabinet").values_list("outcome", flat=True)) == {Outcome.REACHED}


def test_a_digest_nobody_opens_on_the_phone_is_one_letter(tell):
    anna = employee(free_at=MORNING)
    with_phone_app(anna)
    with time_machine.travel(NIGHT, tick=False) as clock:
        for number in range(3):
            tell(anna, "low_mark", occasion=str(number))
        clock.move_to(MORNING)
        push = Message.objects.get(event="digest", channel="push")
        OutboxEntry.objects.filter(reference=push.pk).update(state="sent")
        actions.mark_sent(push.pk, left=True)
        clock.move_to("2026-11-24 09:31+05:00")
        with override_staff(anna):
            deliver()
    (letter,) = mail.outbox
    assert letter.body.count("Низкая оценка") == 3


def test_a_single_message_of_the_night_goes_in_its_own_words(tell):
    with time_machine.travel(NIGHT, tick=False) as clock:
        tell(employee(free_at=MORNING), "low_mark")
        clock.move_to(MORNING)
        deliver()
    assert mail.outbox[0].subject == "Низкая оценка по заявке ДЦ-66-2026-000424"


def test_in_working_hours_staff_hear_at_once(tell, at_noon):
    tell(employee(), "low_mark")
    deliver()
    assert len(mail.outbox) == 1


# --- choices ---


def test_who_chose_no_letters_to_rate_gets_none(tell, at_noon):
    Choice.objects.create(recipient_id=VERA.id, channels={"rating": []})
    tell(event="review_invited")
    assert ways() == {}


def test_an_important_message_keeps_a_channel_whatever_was_saved(tell, at_noon):
    Choice.objects.create(recipient_id=VERA.id, channels={"answers": ["push"]})
    tell()
    assert ways() == {"email": State.WAITING}


def test_switched_off_reminders_do_not_silence_what_is_important(tell, at_noon):
    quiet = somebody(reminders_off=True)
    tell(quiet, event="review_invited")
    assert ways() == {}
    tell(quiet)
    assert ways() == {"email": State.WAITING}


# --- taken back, sent again ---


def test_what_waits_for_the_morning_can_be_taken_back(tell):
    about = new_id()
    with time_machine.travel(NIGHT, tick=False):
        tell(about_id=about, event="review_invited")
        assert actions.withdraw(event="review_invited", about_id=about) is False
    assert not OutboxEntry.objects.exists()
    assert not queries.list_about(about)


def test_what_has_left_is_not_taken_back(tell, at_noon):
    about = new_id()
    tell(about_id=about)
    deliver()
    assert actions.withdraw(event="request_received", about_id=about) is True
    assert tell(about_id=about)
