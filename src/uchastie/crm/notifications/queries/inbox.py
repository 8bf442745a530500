"""What stands behind the bell of an employee."""

from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.notifications import access
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.queries.reading import list_placed
from uchastie.crm.notifications.rules import Channel
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def list_inbox(actor: Actor, *, unread: bool = False) -> QuerySet[Message]:
    """Of the actor alone."""
    rows = list_placed([actor.user_id] if actor.user_id else [])
    return rows.filter(read_at=None) if unread else rows


def get_own(actor: Actor, message_id: UUID) -> Message:
    message = Message.objects.filter(pk=message_id, channel=Channel.CABINET).first()
    if message is None:
        raise NotSeen
    access.require_own(actor, message)
    return message


def unread(recipient: object) -> QuerySet[Message]:
    """For counting: also inside another query, where `recipient` is a column of it."""
    return Message.objects.filter(recipient_id=recipient, channel=Channel.CABINET, read_at=None)
