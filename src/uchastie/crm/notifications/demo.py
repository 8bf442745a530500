"""What the delivery log of a demonstration has to show: a wrong address, an SMS instead, a call when nothing helped."""

from django.db import transaction

from uchastie.crm.notifications import actions
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Audience, Channel, State
from uchastie.kernel.delivery.models import OutboxEntry

FAILED_LETTERS, ALL_FAILED = 6, 2


def make() -> None:
    """Of the newest letters to people some come back; the outbox has tried them, as the worker would have."""
    letters = Message.objects.filter(channel=Channel.EMAIL, audience=Audience.PERSON, state=State.WAITING)
    for number, letter in enumerate(letters.order_by("-created_at", "pk")[:FAILED_LETTERS]):
        _fail(letter, "SMTPRecipientsRefused")
        if number < ALL_FAILED:
            for sms in Message.objects.filter(head_id=letter.head_id, channel=Channel.SMS, state=State.WAITING):
                _fail(sms, "GatewayRefused")


@transaction.atomic
def _fail(message: Message, error: str) -> None:
    tried = OutboxEntry.objects.filter(reference=message.pk, state=OutboxEntry.State.READY)
    tried.update(state=OutboxEntry.State.PARKED, attempts=1, error=error)
    actions.mark_failed(message.pk)
