"""A message is written with its cause, told once, sent through the outbox, and its state is honest."""

import smtplib

import pytest
from django.core import mail
from django.db import transaction

from uchastie.crm.accounts.actions import mark_installation
from uchastie.crm.notifications import queries
from uchastie.crm.notifications.actions import notify, send_letter
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Channel, State
from uchastie.crm.notifications.tests.conftest import VERA, employee, somebody
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("noon")
ABOUT, WORKER = new_id(), new_id()


def states():
    return {message.channel: message.state for message in Message.objects.all()}


def test_without_an_address_there_is_the_page_only(tell):
    tell(somebody(email=""))
    assert states() == {Channel.CABINET: State.PLACED}
    assert not OutboxEntry.objects.exists()


def test_a_fact_is_told_once_through_each_channel(mail_server, tell):
    assert tell()
    assert not tell()
    outbox.deliver_ready(WORKER)
    assert not tell()
    outbox.deliver_ready(WORKER)
    assert (Message.objects.count(), len(mail.outbox)) == (2, 1)


def test_what_happens_again_has_an_occasion(tell):
    assert tell(occasion="1")
    assert tell(occasion="2")


def test_two_people_hear_of_the_same_fact(tell):
    assert tell(employee(), "low_mark")
    assert tell(employee(), "low_mark")


def test_a_rolled_back_cause_tells_nobody(tell):
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_the_words_are_filled_and_empty_lines_left_out(tell):
    tell(somebody(values={"обращение": "Вера", "центр": "Центр", "телефон центра": ""}), values={"срок": "до вт"})
    body = Message.objects.get(channel="email").body
    assert body.startswith("Здравствуйте, Вера!")
    assert "Свяжемся до вт." in body
    assert "Телефон" not in body
    assert "{" not in body
    assert "\n\n\n" not in body


def test_a_value_the_event_does_not_know_is_a_fault_of_ours(tell):
    with pytest.raises(ValueError, match="погода"):
        tell(values={"погода": "снег"})


def test_a_letter_leaves_with_a_stable_id_and_says_it_is_automatic(mail_server, tell):
    tell()
    assert states() == {Channel.CABINET: State.PLACED, Channel.EMAIL: State.WAITING}
    outbox.deliver_ready(WORKER)
    (letter,) = mail.outbox
    entry = OutboxEntry.objects.get()
    assert letter.to == ["vera@example.org"]
    assert letter.message()["Message-ID"] == f"<{entry.pk}@centre.example>"
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    message = Message.objects.get(channel=Channel.EMAIL)
    assert (message.state, message.sent_at is not None) == (State.SENT, True)


def test_without_a_mail_server_nothing_claims_to_be_sent(settings, tell):
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
    return smtplib.SMTPRecipientsRefused({"vera@example.org": (code, b"no such user vera@example.org")})


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
    mail_server, settings, monkeypatch, caplog, tell, error, state, entry_state
):
    settings.EMAIL_BACKEND = f"{__name__}.BadServer"
    monkeypatch.setattr(BadServer, "error", error)
    tell(event="review_invited")
    outbox.deliver_ready(WORKER)
    message = Message.objects.get(channel=Channel.EMAIL)
    assert message.state == state
    assert OutboxEntry.objects.get().state == entry_state
    assert "vera@example.org" not in caplog.text + message.failure
    assert bool(message.failure_name) == (state == State.FAILED)


def test_an_erased_message_is_not_sent(mail_server, tell):
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


def test_messages_about_one_object_newest_first(tell):
    tell(about_id=ABOUT)
    tell(about_id=ABOUT, event="request_cancelled")
    tell(about_id=new_id())
    events = [message.event for message in queries.list_about(ABOUT)]
    assert events == ["request_cancelled"] * 2 + ["request_received"] * 2


def test_reading_costs_the_same_for_any_number(django_assert_num_queries, tell):
    for number in range(20):
        tell(about_id=ABOUT, occasion=str(number))
    with django_assert_num_queries(1):
        assert len(queries.list_about(ABOUT)) == 40


def test_telling_costs_few_statements(django_assert_max_num_queries, tell):
    """A request is saved while a person waits; the savepoint of the test's transaction is counted too."""
    with django_assert_max_num_queries(10):
        tell()


def test_an_unknown_event_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        notify(event="no_such", about_id=ABOUT, to=VERA)
