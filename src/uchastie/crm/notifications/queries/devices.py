"""Browsers that agreed to notifications, our key for push services, and what a push opens."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse

from uchastie.crm.notifications.models import Message, Subscription
from uchastie.crm.notifications.queries.channels import push_key
from uchastie.kernel.errors import NotSeen

DEVICES = 10  # the newest ones of a person: nobody has more
OPENS_FOR = 60 * 60 * 24 * 30

_signer = signing.TimestampSigner(salt="notifications.open", sep="~")


def list_devices(recipient_id: UUID | None) -> list[Subscription]:
    if recipient_id is None:
        return []
    return list(Subscription.objects.filter(recipient_id=recipient_id).order_by("-created_at")[:DEVICES])


def open_path(message: Message) -> str:
    """What a push opens: it leads on to the page of the message, and says that it was opened."""
    return f"/p/{_signer.sign(message.pk.hex)}/"


def message_of_path(token: str) -> Message:
    try:
        found = Message.objects.filter(pk=UUID(_signer.unsign(token, max_age=OPENS_FOR))).first()
    except (signing.BadSignature, ValueError) as error:
        raise NotSeen from error
    if found is None:
        raise NotSeen
    return found


def has_devices(recipient_id: UUID) -> bool:
    return Subscription.objects.filter(recipient_id=recipient_id).exists()


# --- the person's own page of choices, by a signed link ---

CHOICES_LIVE = 60 * 60 * 24 * 180
_person = signing.TimestampSigner(salt="notifications.choices", sep="~")


def choices_token(person_id: UUID) -> str:
    """For `/n/<token>/`, where a beneficiary says how he wants to be told."""
    return _person.sign(person_id.hex)


def person_of_token(token: str) -> UUID:
    try:
        return UUID(_person.unsign(token, max_age=CHOICES_LIVE))
    except (signing.BadSignature, ValueError) as error:
        raise NotSeen from error


def choices_path(person_id: UUID) -> str:
    return reverse("notifications:person", args=[choices_token(person_id)])


def push_ask(person_id: UUID) -> dict[str, Any] | None:
    """What the question «сообщать на этот телефон?» needs on a page of the person; None when no pushes are sent."""
    key = push_key()
    if not key:
        return None
    return {"key": key, "url": reverse("notifications:person_device", args=[choices_token(person_id)])}
