"""Opened: behind the bell, on the own page, on the phone."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from uchastie.crm.notifications import queries
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Audience, Channel
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


@transaction.atomic
def read(*, actor: Actor, message_id: UUID) -> Message:
    """One's own message; twice is once."""
    message = queries.get_own(actor, message_id)
    _open(Q(pk=message.pk))
    return message


@transaction.atomic
def read_all(*, actor: Actor) -> int:
    if actor.user_id is None:
        return 0
    return _open(Q(recipient_id=actor.user_id, channel=Channel.CABINET))


@transaction.atomic
def read_of_person(*, recipient_ids: Collection[UUID]) -> int:
    """The person has opened the page of messages; its address says that it is this person."""
    return _open(Q(recipient_id__in=list(recipient_ids), channel=Channel.CABINET))


@transaction.atomic
def opened_push(*, token: str) -> Message:
    """The notification was touched: what it told is read, on this channel and on the page; of a morning letter all lines."""
    push = queries.message_of_path(token)
    _open(Q(pk=push.pk) | Q(ways__pk=push.pk) | Q(ways__digest_id=push.pk))
    return push


def forget_old_bells(*, older_than: dt.timedelta) -> int:
    """A message nobody has opened for months is no news: it stays in the list, the bell stops counting it."""
    old = Q(audience=Audience.STAFF, channel=Channel.CABINET, created_at__lt=clock.now() - older_than)
    return _open(old)


def _open(which: Q) -> int:
    unread = Message.objects.filter(which, read_at=None).values_list("pk", flat=True)
    return Message.objects.filter(pk__in=list(unread)).update(read_at=clock.now())
