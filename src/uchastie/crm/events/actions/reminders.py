"""«Завтра ждём вас»: at 18:00 of the day before by the clock of the centre, each registration once for each time."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.events.actions import letters
from uchastie.crm.events.models import Registration
from uchastie.crm.events.rules import Standing, State, reminder_due
from uchastie.kernel import clock

AHEAD = dt.timedelta(hours=32)  # the earliest a reminder can be due before an event of the next evening
NOT_LATER = dt.timedelta(hours=1)  # before the beginning: then it is of no use
AT_ONCE = 1000


def remind_of_events() -> int:
    """A job; answers how many were reminded."""
    now = clock.now()
    rows = Registration.objects.filter(
        standing=Standing.GOING,
        reminded_at__isnull=True,
        event__state=State.PUBLISHED,
        event__starts_at__gt=now + NOT_LATER,
        event__starts_at__lte=now + AHEAD,
    ).select_related("event__unit")
    return sum(_remind(row.pk) for row in rows.order_by("event__starts_at", "id")[:AT_ONCE] if _is_due(row, now))


def _is_due(row: Registration, now: dt.datetime) -> bool:
    """Who registered after that hour has the letter about the registration in hand."""
    due = reminder_due(row.event.starts_at, row.event.zone)
    return row.made_at < due <= now


@transaction.atomic
def _remind(registration_id: UUID) -> bool:
    free = Registration.objects.filter(pk=registration_id, reminded_at__isnull=True, standing=Standing.GOING)
    if not free.update(reminded_at=clock.now()):
        return False
    row = Registration.objects.select_related("event__unit").get(pk=registration_id)
    if row.event.state != State.PUBLISHED:
        return False
    return letters.tell(row, row.event, "event_reminder", occasion=letters.stamp(row.event.starts_at))
