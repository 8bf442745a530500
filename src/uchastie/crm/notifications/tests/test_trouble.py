"""Servers that hang: their own messages wait, those of other channels do not."""

import time

import pytest

from uchastie.crm.notifications.actions import send_letter, send_sms
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import State
from uchastie.crm.notifications.tests.servers import hanging_server, http_server
from uchastie.kernel import outward
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

WORKER = new_id()
REAL = "uchastie.crm.notifications.handlers.mail.Backend"


def letters(number):
    for place in range(number):
        send_letter(event="e", about_id=new_id(), email=f"reader{place}@example.org", subject="Тема", body="Текст")


def states(channel):
    return sorted(Message.objects.filter(channel=channel).values_list("state", flat=True))


@pytest.mark.parametrize("drip", [b"", b"2"])
def test_a_mail_server_that_hangs_does_not_delay_sms(settings, monkeypatch, drip):
    """Ten letters before it in the queue, and the SMS still leaves after one attempt at the dead server."""
    monkeypatch.setattr("uchastie.crm.notifications.handlers.mail.TIMEOUT", 0.5)
    monkeypatch.setattr("uchastie.crm.notifications.handlers.mail.DEADLINE", 0.5)
    settings.EMAIL_BACKEND = REAL
    with hanging_server(drip) as dead, http_server() as gateway:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", dead.port
        settings.SMS_URL, settings.SMS_KEY = f"http://{gateway.host}/", "key"
        letters(10)
        send_sms(event="e", about_id=new_id(), phone="+79120000001", body="Код", secret=False)
        began = time.monotonic()
        while outbox.deliver_ready(WORKER, limit=1):
            pass
        took = time.monotonic() - began
    assert states("sms") == [State.SENT]
    assert states("email") == [State.WAITING] * 10
    assert OutboxEntry.objects.filter(topic="notifications.email", attempts=0).count() == 9
    assert took < 3, f"{took:.1f} s"


def test_without_the_rest_each_letter_would_wait_for_the_dead_server(settings, monkeypatch):
    """Negative control."""
    monkeypatch.setattr("uchastie.crm.notifications.handlers.mail.TIMEOUT", 0.1)
    monkeypatch.setattr(outbox, "_let_rest", lambda topic: None)
    settings.EMAIL_BACKEND = REAL
    with hanging_server() as dead:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", dead.port
        letters(3)
        while outbox.deliver_ready(WORKER, limit=1):
            pass
    assert not OutboxEntry.objects.filter(attempts=0).exists()


def test_a_rested_server_is_tried_again(settings, monkeypatch, mailoutbox):
    settings.EMAIL_HOST = "mail.example"
    letters(1)
    outbox._let_rest("notifications.email")
    assert outbox.deliver_ready(WORKER) == 0
    outbox.wake()
    assert outbox.deliver_ready(WORKER) == 1
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("status", "state"), [(200, State.SENT), (503, State.WAITING), (429, State.WAITING), (403, State.FAILED)]
)
def test_what_the_gateway_answers(settings, status, state):
    with http_server(status) as gateway:
        settings.SMS_URL, settings.SMS_KEY = f"http://{gateway.host}/", "key"
        send_sms(event="e", about_id=new_id(), phone="+79120000001", body="Код", secret=False)
        outbox.deliver_ready(WORKER, limit=1)
    assert states("sms") == [state]


def test_a_gateway_that_lost_its_answer_gets_the_same_number(settings):
    with http_server(500, 200) as gateway:
        settings.SMS_URL, settings.SMS_KEY = f"http://{gateway.host}/", "key"
        send_sms(event="e", about_id=new_id(), phone="+79120000001", body="Код", secret=False)
        outbox.deliver_ready(WORKER, limit=1)
        OutboxEntry.objects.update(run_after="2026-01-01T00:00Z")
        outbox.deliver_ready(WORKER, limit=1)
    first, second = gateway.json()
    assert first["id"] == second["id"]


def test_the_text_of_a_secret_sms_is_wiped(settings):
    with http_server() as gateway:
        settings.SMS_URL, settings.SMS_KEY = f"http://{gateway.host}/", "key"
        send_sms(event="e", about_id=new_id(), phone="+79120000001", body="Код 123456")
        outbox.deliver_ready(WORKER, limit=1)
    assert Message.objects.get().body == ""


@pytest.mark.parametrize("drip", [b"", b"H"])
def test_a_conversation_has_an_end(drip):
    with hanging_server(drip) as dead:
        began = time.monotonic()
        with pytest.raises(outward.Unreachable):
            outward.post(f"http://{dead.host}/", b"", {}, seconds=0.4)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1%eth0",
        "fd00::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not-an-address",
    ],
)
def test_what_is_not_public(address):
    assert not outward.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4010:c0e::64", "64:ff9b::808:808"])
def test_what_is_public(address):
    assert outward.is_public(address)


def test_a_name_is_asked_for_once(monkeypatch):
    """A name server that says "public" first and "inside" a moment later gains nothing."""
    asked = []

    def resolve(host, port, **kwargs):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) > 1 else "8.8.8.8", port))]

    called = []

    def connect(address, timeout):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(outward.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(outward.socket, "create_connection", connect)
    with pytest.raises(outward.Unreachable):
        outward.post("https://push.example/x", b"", {}, public=True)
    assert (asked, called) == (["push.example"], [("8.8.8.8", 443)])


def test_one_foot_inside_is_inside(monkeypatch):
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(outward.socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(outward.Forbidden):
        outward.post("https://push.example/x", b"", {}, public=True)
