"""The queue of tasks: `django.tasks` to enqueue, the table of `django_tasks_db`, our own taking and finishing.

The stock worker leaves a task RUNNING for ever when it is killed, stores the text of exceptions, and writes results
without asking whether the task is still its own (see docs/adr/0003). Here a task belongs to the last worker that took
it; when that worker falls silent the task goes back.
"""

import datetime as dt
import logging
import traceback
from typing import Any

from django.db import transaction
from django.tasks.base import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.delivery.retries import backoff

log = logging.getLogger(__name__)

ATTEMPTS = 5
FIRST_PAUSE = dt.timedelta(seconds=10)
LONGEST_PAUSE = dt.timedelta(hours=1)


def run_ready(worker: str) -> bool:
    """Take and run one task; False when there is none."""
    row = _take(worker)
    if row is None:
        return False
    try:
        value = _call(row)
    except Exception as error:
        name = f"{type(error).__module__}.{type(error).__qualname__}"
        _put_back(row, name, _places(error), backoff(len(row.worker_ids), first=FIRST_PAUSE, longest=LONGEST_PAUSE))
    else:
        _finish(row, status=TaskResultStatus.SUCCESSFUL, return_value=value, finished_at=clock.now(), traceback="")
    return True


def return_abandoned(worker: str, lease: dt.timedelta) -> int:
    """Put back the running tasks of silent workers; of this worker too, if it holds any (it runs none now)."""
    alive = set(WorkerBeat.objects.filter(beat_at__gte=clock.now() - lease).values_list("worker", flat=True))
    returned = 0
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1] == worker or row.worker_ids[-1] not in alive:
            returned += _put_back(row, "uchastie.kernel.delivery.tasks.Abandoned", "", dt.timedelta())
    return returned


class Abandoned(Exception):
    """Stands in the record of a task whose worker was killed."""


def _take(worker: str) -> DBTaskResult | None:
    if not DBTaskResult.objects.ready().exists():
        return None  # an idle worker takes no locks
    with transaction.atomic():
        row: DBTaskResult | None = DBTaskResult.objects.ready().get_locked()
        if row is not None:
            row.claim(worker)
        return row


def _call(row: DBTaskResult) -> Any:
    task, result = row.task, row.task_result
    context: list[Any] = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*context, *result.args, **result.kwargs)


def _put_back(row: DBTaskResult, name: str, places: str, pause: dt.timedelta) -> bool:
    """Back to the queue after the pause, or FAILED when the attempts are used up."""
    attempts = len(row.worker_ids)
    log.log(
        logging.ERROR if attempts >= ATTEMPTS else logging.WARNING,
        "task %s (%s): attempt %d failed: %s",
        row.pk,
        row.task_path,
        attempts,
        name,
    )
    if attempts >= ATTEMPTS:
        changes: dict[str, Any] = {"status": TaskResultStatus.FAILED, "finished_at": clock.now()}
    else:
        changes = {"status": TaskResultStatus.READY, "run_after": clock.now() + pause}
    return _finish(row, exception_class_path=name, traceback=places, **changes)


def _finish(row: DBTaskResult, **changes: object) -> bool:
    """Compare-and-set: each taking has its own moment, so only its owner may say how it ended."""
    held = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    return bool(held.update(**changes))


def _places(error: BaseException) -> str:
    """The traceback without the texts of exceptions: those may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f"{frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)
