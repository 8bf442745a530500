"""Writing to people. The texts are written by the capability that has something to say; here they are kept and sent."""

from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Channel, State, message_key, one_line
from uchastie.kernel import clock
from uchastie.kernel.delivery import outbox
from uchastie.kernel.ids import new_id

EMAIL_TOPIC = "notifications.email"


@transaction.atomic
def notify(*, event: str, about_id: UUID, recipient_id: UUID | None, email: str = "", subject: str, body: str) -> None:
    """Tell a person a fact: on his own page, and by letter if there is an address. In the transaction of the fact.

    The same event about the same object is told once. What happens many times has its number in the event
    ("call-missed-2"). The subject is seen on locked screens and in logs of mail servers: no personal data in it.
    """
    text: dict[str, Any] = {
        "event": event,
        "about_id": about_id,
        "recipient_id": recipient_id,
        "subject": subject,
        "body": body,
    }
    _write(key=message_key(event, str(about_id), Channel.CABINET), channel=Channel.CABINET, state=State.PLACED, **text)
    if email:
        _post(
            _write(key=message_key(event, str(about_id), Channel.EMAIL), channel=Channel.EMAIL, address=email, **text)
        )


@transaction.atomic
def send_letter(*, event: str, about_id: UUID, email: str, subject: str, body: str, secret: bool = True) -> None:
    """A letter and nothing else, each call a new one: sign-in codes, invitations, links to choose a password.

    The text of a secret one is wiped when it has left (not in a demonstration, where the letter is read here)."""
    key = message_key(event, str(new_id()), Channel.EMAIL)
    text: dict[str, Any] = {"event": event, "about_id": about_id, "subject": subject, "body": body, "secret": secret}
    _post(_write(key=key, channel=Channel.EMAIL, address=email, **text))


def mark_sent(message_id: UUID, *, left: bool) -> None:
    """The mail server took it, or (`left=False`) it was only recorded, because there is no mail server."""
    _close(message_id, state=State.SENT if left else State.RECORDED, sent_at=clock.now() if left else None)


def mark_failed(message_id: UUID) -> None:
    _close(message_id, state=State.FAILED)


def _write(*, key: str, channel: Channel, subject: str, **values: Any) -> Message | None:
    """None when this has been written before."""
    message = Message(key=key, channel=channel, subject=one_line(subject), created_at=clock.now(), **values)
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return message if Message.objects.filter(pk=message.pk).exists() else None


def _post(message: Message | None) -> None:
    if message is not None:
        outbox.post(EMAIL_TOPIC, message.pk, key=f"letter:{message.pk}")


def _close(message_id: UUID, **changes: object) -> None:
    messages = Message.objects.filter(pk=message_id)
    messages.update(**changes)
    if not is_demo():
        messages.filter(secret=True).update(body="")
