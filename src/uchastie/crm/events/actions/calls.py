"""Staff have called who could not be reached by any message."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.events import access, queries
from uchastie.crm.events.actions.record import record
from uchastie.crm.events.models import Registration
from uchastie.crm.notifications import actions as notifications
from uchastie.kernel.actor import Actor


@transaction.atomic
def note_call(*, actor: Actor, registration_id: UUID) -> Registration:
    """Twice is once: there is nothing left to tell."""
    found = queries.get_registration(actor, registration_id)
    access.require_worker(actor, found.event.unit.path)
    if notifications.note_call(found.pk):
        record(actor, found.event, "guest_called", registration=found.pk)
    return found
