"""Browsers that agree to notifications."""

import base64
import binascii
import hashlib
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction

from uchastie.crm.notifications.models import Choice, Subscription
from uchastie.crm.notifications.queries.devices import DEVICES
from uchastie.kernel import outward
from uchastie.kernel.errors import Refusal

ENDPOINT_LIMIT = 1000


@transaction.atomic
def subscribe(*, recipient_id: UUID, endpoint: str, public_key: str, secret: str) -> Subscription:
    """The browser has agreed. Its endpoint comes from a stranger: it must be https on an ordinary host; the address
    behind the name is judged again at every sending."""
    try:
        outward.require_public(endpoint, allowed=settings.PUSH_HOSTS)
    except outward.Forbidden as error:
        raise Refusal("endpoint", "Браузер назвал недопустимый адрес для уведомлений.") from error
    if len(endpoint) > ENDPOINT_LIMIT or not _is_point(public_key) or len(_bytes(secret)) != 16:
        raise Refusal("keys", "Браузер прислал ключи, которыми нельзя зашифровать.")
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    row, _ = Subscription.objects.update_or_create(
        digest=digest,
        defaults={
            "recipient_id": recipient_id,
            "endpoint": endpoint,
            "public_key": public_key.rstrip("="),
            "secret": secret.rstrip("="),
        },
    )
    kept = Subscription.objects.filter(recipient_id=recipient_id).order_by("-created_at").values("pk")[:DEVICES]
    Subscription.objects.filter(recipient_id=recipient_id).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()
    _count(recipient_id)
    return row


@transaction.atomic
def unsubscribe(*, recipient_id: UUID, endpoint: str = "") -> None:
    """This browser, or without an endpoint all of them."""
    rows = Subscription.objects.filter(recipient_id=recipient_id)
    if endpoint:
        rows = rows.filter(digest=hashlib.sha256(endpoint.encode()).hexdigest())
    rows.delete()
    _count(recipient_id)


@transaction.atomic
def forget_device(subscription_id: UUID) -> None:
    """The push service says it is gone, or its address turned out to be one we never talk to."""
    row = Subscription.objects.filter(pk=subscription_id).first()
    if row is not None:
        row.delete()
        _count(row.recipient_id)


def _count(recipient_id: UUID) -> None:
    devices = Subscription.objects.filter(recipient_id=recipient_id).count()
    Choice.objects.update_or_create(recipient_id=recipient_id, defaults={"devices": devices})


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _is_point(text: str) -> bool:
    """A public key of the browser: an uncompressed point that lies on the curve."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(text))
    except ValueError:
        return False
    return len(_bytes(text)) == 65
