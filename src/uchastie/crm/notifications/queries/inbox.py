"""What stands behind the bell of an employee."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

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


def unread_of(recipient: Any) -> Coalesce:
    """How many, as a column of a query that is asked anyway: the frame of every page shows it."""
    rows = Message.objects.filter(recipient_id=recipient, channel=Channel.CABINET, read_at=None)
    counted = rows.order_by().values("recipient_id").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
