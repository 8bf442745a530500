"""Starts scheduled jobs: each moment once, however many workers look at the clock."""

import datetime as dt

from django.db import transaction

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import ScheduledRun
from uchastie.kernel.jobs import Schedule, schedules


def tick() -> int:
    """Enqueue what has become due; answers how much. Of moments missed during downtime only the last one is run."""
    now = clock.now()
    due = {entry.name: (entry, entry.last_due(now)) for entry in schedules()}
    known = set(
        ScheduledRun.objects.filter(due_at__in={moment for _, moment in due.values()}).values_list("name", "due_at")
    )
    return sum(_start(entry, moment) for entry, moment in due.values() if (entry.name, moment) not in known)


@transaction.atomic
def _start(entry: Schedule, due_at: dt.datetime) -> bool:
    """The unique row (name, moment) and the task stand or fall together. A schedule seen for the first time begins
    with its next moment: nothing was missed."""
    new = not ScheduledRun.objects.filter(name=entry.name).exists()
    run = ScheduledRun(name=entry.name, due_at=due_at, started_at=clock.now())
    ScheduledRun.objects.bulk_create([run], ignore_conflicts=True)
    if new or not ScheduledRun.objects.filter(pk=run.pk).exists():
        return False
    entry.job.enqueue()
    return True
