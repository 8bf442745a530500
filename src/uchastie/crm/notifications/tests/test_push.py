"""Web push: encrypted, without personal data, only to public addresses; a browser that has gone is forgotten."""

import base64
import json
import os

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.models import Choice, Message, Subscription
from uchastie.crm.notifications.rules import State
from uchastie.crm.notifications.tests.conftest import VERA
from uchastie.crm.notifications.tests.servers import hanging_server, http_server
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("noon")
WORKER = new_id()


def text(value):
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


class Browser:
    """The keys that a browser makes when it agrees."""

    def __init__(self, endpoint):
        self.key, self.secret, self.endpoint = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), endpoint
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.public = text(point)

    def agree(self, person=VERA):
        return actions.subscribe(
            recipient_id=person.id, endpoint=self.endpoint, public_key=self.public, secret=text(self.secret)
        )

    def read(self, body):
        plain = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        return json.loads(plain)


@pytest.fixture
def service(settings):
    with http_server() as seen:
        settings.PUSH_HOSTS = [seen.host]
        yield seen


def push_state():
    return Message.objects.get(channel="push").state


@pytest.mark.ledger("A77")
def test_the_browser_can_read_it_and_it_holds_nothing_personal(service, tell):
    browser = Browser(f"http://{service.host}/push/abc")
    browser.agree()
    tell()
    outbox.deliver_ready(WORKER, limit=1)
    assert push_state() == State.SENT
    told = browser.read(service.bodies[0])
    assert told["body"] == "У вас новое сообщение о заявке ДЦ-66-2026-000424"
    assert not {"Вера", "secret-token", "Уралмаш"} & set(json.dumps(told, ensure_ascii=False).split())
    assert "secret-token" not in json.dumps(told)
    headers = service.headers[0]
    assert headers["Authorization"].startswith("vapid t=")
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0
    assert len(headers["Topic"]) <= 32


def test_a_second_attempt_carries_the_same_mark(service, tell):
    """The push service replaces the first by the second, and the browser shows one."""
    service.statuses[:] = [500, 201]
    browser = Browser(f"http://{service.host}/push/abc")
    browser.agree()
    tell()
    outbox.deliver_ready(WORKER, limit=1)
    OutboxEntry.objects.filter(topic="notifications.push").update(run_after="2026-01-01T00:00Z")
    outbox.deliver_ready(WORKER, limit=1)
    first, second = (browser.read(body)["tag"] for body in service.bodies)
    assert first == second
    assert service.headers[0]["Topic"] == service.headers[1]["Topic"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_has_gone_is_forgotten_and_the_next_channel_begins(service, tell, mail_server, status):
    service.statuses[:] = [status]
    Browser(f"http://{service.host}/push/abc").agree()
    tell()
    outbox.deliver_ready(WORKER)
    assert not Subscription.objects.exists()
    assert Choice.objects.get().devices == 0
    assert push_state() == State.FAILED
    assert Message.objects.get(channel="email").state == State.SENT


def test_one_browser_of_two_is_enough(service, tell):
    Browser(f"http://{service.host}/push/old").agree()
    Browser(f"http://{service.host}/push/new").agree()
    service.statuses[:] = [201, 410]
    tell()
    outbox.deliver_ready(WORKER, limit=1)
    assert push_state() == State.SENT
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/abc",
        "https://user:pass@push.example/abc",
        "https://push.example:8443/abc",
        "ftp://push.example/abc",
        "https:///abc",
        "https://push.example/a bc",
        "https://[::1",
        "javascript:alert(1)",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://10.0.0.7/x",
        "",
    ],
)
def test_an_address_of_a_wrong_shape_is_refused_when_it_is_given(endpoint):
    with pytest.raises(Refusal, match="endpoint"):
        Browser(endpoint).agree()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("endpoint", ["https://localhost/x", "https://2130706433/x", "https://0x7f.1/x"])
def test_an_address_inside_is_never_called(endpoint, tell, mail_server):
    """The name may look public when it is given, so the address is judged at every sending."""
    Browser(endpoint).agree()
    tell()
    outbox.deliver_ready(WORKER)
    assert not Subscription.objects.exists()
    assert push_state() == State.FAILED


@pytest.mark.parametrize(
    ("public", "secret"), [("", "A" * 22), ("BAAA", "A" * 22), (None, "short"), ("ё" * 20, "A" * 22)]
)
def test_keys_that_encrypt_nothing_are_refused(public, secret):
    good = Browser("https://push.example/x").public
    with pytest.raises(Refusal):
        actions.subscribe(
            recipient_id=VERA.id,
            endpoint="https://push.example/x",
            public_key=good if public is None else public,
            secret=secret,
        )


def test_the_same_browser_agrees_twice_and_may_change_hands():
    browser, other = Browser("https://push.example/x"), new_id()
    browser.agree()
    browser.agree()
    assert Subscription.objects.count() == 1
    actions.subscribe(
        recipient_id=other, endpoint=browser.endpoint, public_key=browser.public, secret=text(browser.secret)
    )
    assert Subscription.objects.get().recipient_id == other


def test_nobody_fills_the_table_with_browsers():
    for number in range(15):
        Browser(f"https://push.example/{number}").agree()
    assert Subscription.objects.count() == 10


def test_a_browser_may_be_switched_off():
    browser = Browser("https://push.example/x")
    browser.agree()
    actions.unsubscribe(recipient_id=new_id(), endpoint=browser.endpoint)
    assert Subscription.objects.count() == 1
    actions.unsubscribe(recipient_id=VERA.id, endpoint=browser.endpoint)
    assert not Subscription.objects.exists()


def test_a_push_service_that_hangs_costs_seconds_and_not_the_message(settings, tell, monkeypatch, mail_server):
    monkeypatch.setattr("uchastie.crm.notifications.handlers.push.SECONDS", 0.3)
    with hanging_server() as seen:
        settings.PUSH_HOSTS = [seen.host]
        Browser(f"http://{seen.host}/push/abc").agree()
        tell()
        outbox.deliver_ready(WORKER, limit=1)
    assert push_state() == State.WAITING
    OutboxEntry.objects.filter(topic="notifications.push").update(run_after="2026-01-01T00:00Z", attempts=5)
    outbox.deliver_ready(WORKER, limit=5)
    assert push_state() == State.FAILED
    assert Message.objects.get(channel="email").state == State.SENT


def test_a_touch_opens_the_page_and_marks_it_read(client, tell):
    Choice.objects.create(recipient_id=VERA.id, devices=1)
    tell()
    push = Message.objects.get(channel="push")
    path = queries.open_path(push)
    assert client.get(path)["Location"] == "/s/secret-token/"
    assert Message.objects.get(channel="cabinet").read_at is None, "programs that look at links mark nothing"
    assert client.post(path).status_code == 204
    assert Message.objects.get(channel="cabinet").read_at is not None
    assert client.get("/p/altered~AAAA~BBBB/").status_code == 404


def test_the_worker_is_served_from_the_root(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert b"notificationclick" in answer.content
