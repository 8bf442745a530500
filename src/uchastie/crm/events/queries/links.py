"""Signed links: the person's own page, and the code shown at the door, which opens nothing but the mark."""

import base64
import datetime as dt
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from uchastie.crm.events.models import Registration
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal

LINK_LIVES = dt.timedelta(days=400)  # an event of the year's plan may be far away
DOOR_SIGNS = 16  # of the seal in the code at the door: it must fit a small picture

_own = signing.TimestampSigner(salt="events.own", sep="~")
_door = signing.Signer(salt="events.door", sep=".")


class LinkExpired(Refusal):
    status = 410


class LinkBad(Refusal):
    status = 404


def own_token(registration_id: UUID) -> str:
    return _own.sign(_short(registration_id))


def own_path(registration_id: UUID) -> str:
    return reverse("events:own", args=[own_token(registration_id)])


def registration_of_token(token: str) -> tuple[Actor, Registration]:
    """The holder and the registration. `Refusal` 410 when the link is too old, 404 when it cannot be read."""
    try:
        key = _long(_own.unsign(token, max_age=LINK_LIVES))
        found = Registration.objects.select_related("event__unit__region", "person").get(pk=key)
    except signing.SignatureExpired as error:
        raise LinkExpired("link_expired", "Срок этой ссылки вышел. Позвоните в центр: запись найдут.") from error
    except (signing.BadSignature, ValueError, Registration.DoesNotExist) as error:
        message = "Ссылка не читается: возможно, она скопирована не целиком. Откройте её из сообщения ещё раз."
        raise LinkBad("link_bad", message) from error
    return Actor(ActorKind.HOLDER, id=found.pk), found


def door_token(registration_id: UUID) -> str:
    value, _, seal = _door.sign(_short(registration_id)).partition(".")
    return f"{value}.{seal[:DOOR_SIGNS]}"


def door_url(registration_id: UUID) -> str:
    """What the QR code holds: a telephone of staff opens it as a page with one button."""
    return settings.SITE_URL + reverse("events:scan", args=[door_token(registration_id)])


def find_scanned(text: str) -> UUID | None:
    """The registration of a code, scanned as an address or typed as its last part; None when it is not one of ours."""
    token = text.strip().rstrip("/").rpartition("/")[2]
    try:
        key = _long(token.partition(".")[0])
    except ValueError:
        return None
    return key if constant_time_compare(door_token(key), token) else None


def _short(key: UUID) -> str:
    return base64.urlsafe_b64encode(key.bytes).decode().rstrip("=")


def _long(value: str) -> UUID:
    return UUID(bytes=base64.urlsafe_b64decode(value + "=="))
