"""Reminding of meetings: each reminder of each time once, however many workers look at the clock."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.appointments import queries, rules
from uchastie.crm.appointments.events import AppointmentDue
from uchastie.crm.appointments.models import Appointment, Reminder
from uchastie.crm.appointments.rules import ReminderKind, State
from uchastie.kernel import bus, clock
from uchastie.kernel.ids import new_id


def remind() -> int:
    """A job: announces every reminder that has become due; answers how many."""
    now = clock.now()
    told = 0
    for kind in ReminderKind:
        given = Reminder.objects.filter(kind=kind).values("appointment_id", "sequence")
        due = [
            row for row in queries.list_to_remind(kind, now) if rules.is_due(kind, row.starts_at, row.settled_at, now)
        ]
        known = set(given.filter(appointment__in=due).values_list("appointment_id", "sequence"))
        told += sum(_remind(row.pk, kind) for row in due if (row.pk, row.sequence) not in known)
    return told


@transaction.atomic
def _remind(appointment_id: UUID, kind: ReminderKind) -> bool:
    """The row and what it announces stand or fall together. The person may have moved the meeting a moment ago."""
    row = Appointment.objects.select_for_update(no_key=True).get(pk=appointment_id)
    now = clock.now()
    if row.state != State.AGREED or not rules.is_due(kind, row.starts_at, row.settled_at, now):
        return False
    reminder = Reminder(id=new_id(), appointment=row, kind=kind, sequence=row.sequence, at=now)
    Reminder.objects.bulk_create([reminder], ignore_conflicts=True)
    if not Reminder.objects.filter(pk=reminder.pk).exists():
        return False
    bus.announce(AppointmentDue(row.pk, row.about_id, str(kind), row.sequence))
    return True
