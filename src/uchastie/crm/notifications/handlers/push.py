"""Web push: an encrypted line to each browser of the person. Nothing personal is in it, and nothing depends on it."""

import base64
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from py_vapid import Vapid
from pywebpush import WebPusher

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.handlers.turns import patience
from uchastie.crm.notifications.models import Message, Subscription
from uchastie.kernel import clock, outward
from uchastie.kernel.delivery.outbox import Undeliverable

LIVES = 24 * 3600  # seconds the push service keeps it for a phone that is switched off
SECONDS = 6  # for one push service: a person may have named one that never answers
GONE = {403, 404, 410}  # 403: it was made for other keys of ours


class Gone(Exception):
    """The browser has withdrawn its subscription."""


class PushTrouble(Exception):
    """No push service took it this time."""


def send_push(message_id: UUID, entry_id: UUID) -> None:
    """To every browser; one that took it is enough. A browser that has gone is forgotten."""
    message = queries.get_letter(message_id)
    if message is None:
        raise Undeliverable
    devices = queries.list_devices(message.recipient_id)
    with patience(message, entry_id):
        answers = [_try(device, message, entry_id) for device in devices]
        if True in answers:
            return
        if None in answers:
            raise PushTrouble
    raise Undeliverable from Gone()


def _try(device: Subscription, message: Message, entry_id: UUID) -> bool | None:
    """True: taken. False: gone for good, and forgotten. None: perhaps another time."""
    try:
        answer = _push(device, message, entry_id)
    except outward.Forbidden:
        actions.forget_device(device.pk)
        return False
    except outward.Unreachable:
        return None
    if answer.status in GONE:
        actions.forget_device(device.pk)
        return False
    return True if answer.status < 300 else None


def _push(device: Subscription, message: Message, entry_id: UUID) -> outward.Answer:
    payload = {"body": message.body, "tag": str(entry_id), "url": queries.open_path(message)}
    if message.event == "digest":
        payload["body"] = queries.digest_text(message)[0]
    info: Any = {"endpoint": device.endpoint, "keys": {"p256dh": device.public_key, "auth": device.secret}}
    sealed = WebPusher(info).encode(json.dumps(payload, ensure_ascii=False).encode())["body"]
    headers = {
        "TTL": str(LIVES),
        "Topic": base64.urlsafe_b64encode(entry_id.bytes).decode().rstrip("="),
        "Urgency": "normal",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    } | _signature(device)
    return outward.post(device.endpoint, sealed, headers, seconds=SECONDS, public=True, allowed=settings.PUSH_HOSTS)


def _signature(device: Subscription) -> dict[str, str]:
    """VAPID: who sends, signed for this one push service and half a day."""
    parts = outward.require_public(device.endpoint, allowed=settings.PUSH_HOSTS)
    values = queries.get_channel("push").values
    contact = settings.SITE_URL if settings.HTTPS else "mailto:uchastie@localhost"
    if values.get("contact"):
        contact = f"mailto:{values['contact']}"
    key = Vapid.from_raw(values["private_key"].encode())
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "sub": contact,
        "exp": int(clock.now().timestamp()) + 12 * 3600,
    }
    signed: dict[str, str] = key.sign(claims)
    return signed


def push_sent(message_id: UUID) -> None:
    actions.mark_sent(message_id, left=True)
