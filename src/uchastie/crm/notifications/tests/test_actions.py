"""A message is written with its cause, told once, sent through the outbox, and its state is honest."""

import smtplib

import pytest
from django.core import mail
from django.db import transaction

from uchastie.crm.accounts.actions import mark_installation
from uchastie.crm.accounts.queries import forget_installation
from uchastie.crm.notifications import queries
from uchastie.crm.notifications.actions import notify, send_letter
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Channel, State
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

ABOUT, WORKER = new_id(), new_id()


@pytest.fixture(autouse=True)
def installation(db):
    forget_installation()
    yield
    forget_installation()


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "«Участие» <no-reply@centre.example>"


def tell(email="anna@example.org", event="received"):
    notify(
        event=event,
        about_id=ABOUT,
        recipient_id=None,
        email=email,
        subject="Заявка принята",
        body="Здравствуйте!\n\nМы позвоним до вторника.",
    )


def states():
    return {message.channel: message.state for message in Message.objects.all()}


def test_without_an_address_there_is_the_page_only():
    tell(email="")
    assert states() == {Channel.CABINET: State.PLACED}
    assert not OutboxEntry.objects.exists()


def test_a_fact_is_told_once_through_each_channel(mail_server):
    tell()
    tell()
    outbox.deliver_ready(WORKER)
    tell()
    outbox.deliver_ready(WORKER)
    assert (Message.objects.count(), len(mail.outbox)) == (2, 1)


def test_a_rolled_back_cause_tells_nobody():
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_a_letter_leaves_with_a_stable_id_and_says_it_is_automatic(mail_server):
    tell()
    assert states() == {Channel.CABINET: State.PLACED, Channel.EMAIL: State.WAITING}
    outbox.deliver_ready(WORKER)
    (letter,) = mail.outbox
    entry = OutboxEntry.objects.get()
    assert letter.to == ["anna@example.org"]
    assert letter.message()["Message-ID"] == f"<{entry.pk}@centre.example>"
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    message = Message.objects.get(channel=Channel.EMAIL)
    assert (message.state, message.sent_at is not None) == (State.SENT, True)


def test_without_a_mail_server_nothing_claims_to_be_sent(settings):
    settings.EMAIL_HOST = ""
    tell()
    outbox.deliver_ready(WORKER)
    assert mail.outbox == []
    message = Message.objects.get(channel=Channel.EMAIL)
    assert (message.state, message.sent_at) == (State.RECORDED, None)
    assert "не настроена" in message.state_name


class BadServer:
    """A mail backend that answers with the error of the test."""

    error: Exception = OSError()

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise self.error


def refused(code):
    return smtplib.SMTPRecipientsRefused({"anna@example.org": (code, b"no such user anna@example.org")})


@pytest.mark.parametrize(
    ("error", "state", "entry_state"),
    [
        (refused(550), State.FAILED, OutboxEntry.State.PARKED),
        (smtplib.SMTPDataError(554, b"spam"), State.FAILED, OutboxEntry.State.PARKED),
        (refused(450), State.WAITING, OutboxEntry.State.READY),
        (smtplib.SMTPDataError(451, b"later"), State.WAITING, OutboxEntry.State.READY),
        (ConnectionRefusedError(), State.WAITING, OutboxEntry.State.READY),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), State.WAITING, OutboxEntry.State.READY),
    ],
)
def test_what_the_mail_server_refuses_for_good_is_not_tried_again(
    mail_server, settings, monkeypatch, caplog, error, state, entry_state
):
    settings.EMAIL_BACKEND = f"{__name__}.BadServer"
    monkeypatch.setattr(BadServer, "error", error)
    tell()
    outbox.deliver_ready(WORKER)
    assert states()[Channel.EMAIL] == state
    assert OutboxEntry.objects.get().state == entry_state
    assert "anna@example.org" not in caplog.text


def test_an_erased_message_is_not_sent(mail_server):
    tell()
    Message.objects.all().delete()
    outbox.deliver_ready(WORKER)
    assert mail.outbox == []
    assert OutboxEntry.objects.get().state == OutboxEntry.State.PARKED


def code(email="anna@example.org"):
    send_letter(event="sign-in-code", about_id=ABOUT, email=email, subject="Код для входа", body="123456")


def test_each_code_is_a_letter_of_its_own_and_on_no_page(mail_server):
    code()
    code()
    outbox.deliver_ready(WORKER)
    assert len(mail.outbox) == 2
    assert set(Message.objects.values_list("channel", flat=True)) == {Channel.EMAIL}


@pytest.mark.parametrize(("demo", "kept"), [(False, ""), (True, "123456")])
def test_a_secret_is_not_kept_after_sending(mail_server, demo, kept):
    mark_installation(demo=demo)
    code()
    outbox.deliver_ready(WORKER)
    assert mail.outbox[0].body == "123456"
    assert Message.objects.get().body == kept


def test_messages_about_one_object_newest_first():
    tell(event="first")
    tell(event="second")
    notify(event="other", about_id=new_id(), recipient_id=None, subject="Другое", body="Другое")
    events = [message.event for message in queries.list_about(ABOUT)]
    assert events == ["second", "second", "first", "first"]


def test_reading_costs_the_same_for_any_number(django_assert_num_queries):
    for number in range(20):
        tell(event=f"event-{number}")
    with django_assert_num_queries(1):
        assert len(queries.list_about(ABOUT)) == 40
