"""A fact that turned out to be a slip: what has not left yet does not leave."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from uchastie.crm.notifications.actions.ways import TOPICS
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Channel, State
from uchastie.kernel import clock
from uchastie.kernel.delivery import outbox

MARK = ":withdrawn:"
STILL_HERE = {State.WAITING, State.PLANNED, State.FOLDED}


@transaction.atomic
def withdraw(*, event: str, about_id: UUID) -> bool:
    """Take back what was told about one object. True when some of it has left already, and has to be put right by
    another message. Afterwards the same event can be told anew."""
    left = False
    for head in Message.objects.filter(event=event, about_id=about_id, head=None).exclude(key__contains=MARK):
        ways = list(head.ways.all())
        out = [way for way in ways if _is_out(way)]
        if out:
            left = True
        else:
            Message.objects.filter(pk=head.pk).update(state=State.WITHDRAWN, read_at=clock.now())
        rows = Message.objects.filter(pk__in=[head.pk, *(way.pk for way in ways)])
        rows.filter(state__in=STILL_HERE).update(state=State.WITHDRAWN)
        rows.update(key=Concat(F("key"), Value(f"{MARK}{head.pk.hex}")))
    return left


def _is_out(way: Message) -> bool:
    if way.state in STILL_HERE - {State.WAITING}:
        return False
    return way.state != State.WAITING or not outbox.withdraw(TOPICS[Channel(way.channel)], way.pk)
