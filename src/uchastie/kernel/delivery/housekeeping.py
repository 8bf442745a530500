"""Removes what the delivery machinery no longer needs."""

import datetime as dt

from django.db.models import OuterRef, Subquery
from django.tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import IdempotencyKey, OutboxEntry, ScheduledRun, WorkerBeat
from uchastie.kernel.jobs import job

KEYS_LIVE = dt.timedelta(days=7)  # purged daily, so none is older than 8 days
DONE_TASKS_LIVE = dt.timedelta(days=3)
FAILED_TASKS_LIVE = dt.timedelta(days=30)
RUNS_LIVE = dt.timedelta(days=90)
SENT_LIVES = dt.timedelta(days=90)


@job
def purge_idempotency_keys() -> None:
    IdempotencyKey.objects.filter(created_at__lt=clock.now() - KEYS_LIVE).delete()


@job
def prune_finished() -> None:
    """Tasks, runs, beats and sent entries that nobody will ask about. The last run of each schedule stays: without it
    the schedule would look new."""
    now = clock.now()
    tasks = DBTaskResult.objects
    tasks.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - DONE_TASKS_LIVE).delete()
    tasks.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - FAILED_TASKS_LIVE).delete()
    last = ScheduledRun.objects.filter(name=OuterRef("name")).order_by("-due_at").values("due_at")[:1]
    ScheduledRun.objects.filter(due_at__lt=now - RUNS_LIVE).exclude(due_at=Subquery(last)).delete()
    WorkerBeat.objects.filter(beat_at__lt=now - dt.timedelta(days=1)).delete()
    OutboxEntry.objects.filter(state=OutboxEntry.State.SENT, sent_at__lt=now - SENT_LIVES).delete()
