"""«Отправить ещё раз»: a message that no channel could carry, after somebody has put the contact or the server right."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.notifications import access, queries
from uchastie.crm.notifications.actions import ways
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Outcome, State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def send_again(*, actor: Actor, message_id: UUID) -> Message:
    """Through the same channels, from the first on."""
    head = queries.get_logged(actor, message_id)
    access.require_worker(actor, head)
    failed = Message.objects.filter(head=head, state=State.FAILED)
    changed = Message.objects.filter(pk=head.pk, outcome=Outcome.FAILED).update(outcome=Outcome.WAITING)
    if not changed or not failed.update(state=State.PLANNED, failure=""):
        raise Refusal("not_failed", "Ещё раз отправляют только то, что не дошло.")
    ways.go_on(head)
    journal.record(
        actor, verb="sent_again", object_kind="notifications.message", object_id=head.pk, unit_id=head.unit_id
    )
    return head
