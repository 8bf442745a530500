"""Tasks survive their workers, are retried with pauses, and do not gossip."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import clock
from uchastie.kernel.delivery import tasks
from uchastie.kernel.delivery.housekeeping import prune_finished
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.delivery.tests import jobs_for_tests as jobs

LEASE = dt.timedelta(seconds=30)


@pytest.fixture(autouse=True)
def calls(db):
    jobs.calls.clear()
    return jobs.calls


def later(**delta):
    return time_machine.travel(clock.now() + dt.timedelta(**delta), tick=False)


def beat(worker, **ago):
    moment = clock.now() - dt.timedelta(**ago)
    WorkerBeat.objects.create(worker=worker, started_at=moment, beat_at=moment)


def test_a_task_is_run_and_its_value_kept(calls):
    result = jobs.note.enqueue("value")
    assert tasks.run_ready("w") is True
    assert tasks.run_ready("w") is False
    result.refresh()
    assert (result.status, result.return_value, calls) == (Status.SUCCESSFUL, "value", ["value"])


def test_a_failed_task_returns_with_pauses_and_then_fails(calls, caplog):
    jobs.fail.enqueue()
    for attempt in range(tasks.ATTEMPTS):
        with later(days=attempt):
            assert tasks.run_ready("w")
            assert not tasks.run_ready("w")
    row = DBTaskResult.objects.get()
    assert row.status == Status.FAILED
    assert len(calls) == tasks.ATTEMPTS
    assert row.exception_class_path == "builtins.ValueError"
    assert [record.levelname for record in caplog.records] == ["WARNING"] * (tasks.ATTEMPTS - 1) + ["ERROR"]


def test_the_texts_of_exceptions_are_kept_nowhere(caplog):
    jobs.fail.enqueue()
    tasks.run_ready("w")
    row = DBTaskResult.objects.get()
    assert "jobs_for_tests.py" in row.traceback
    assert "79123456789" not in row.traceback + row.exception_class_path + caplog.text


def test_a_silent_workers_task_goes_back(calls):
    jobs.note.enqueue()
    beat("dead", seconds=31)
    row = tasks._take("dead")
    assert tasks.return_abandoned("me", LEASE) == 1
    row.refresh_from_db()
    assert row.status == Status.READY
    with later(minutes=1):
        tasks.run_ready("me")
    assert calls == [None]


def test_a_living_workers_task_stays_however_long_it_runs():
    jobs.note.enqueue()
    tasks._take("slow")
    with later(hours=3):
        beat("slow", seconds=5)
        assert tasks.return_abandoned("me", LEASE) == 0


def test_a_task_that_kills_every_worker_ends_as_failed():
    jobs.note.enqueue()
    for attempt in range(tasks.ATTEMPTS):
        with later(days=attempt):
            assert tasks._take(f"w{attempt}")
            tasks.return_abandoned("me", LEASE)
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == (Status.FAILED, "uchastie.kernel.delivery.tasks.Abandoned")


def test_a_worker_thought_dead_cannot_finish_anothers_task():
    jobs.note.enqueue()
    mine = tasks._take("slow")
    tasks.return_abandoned("me", LEASE)
    with later(minutes=1):
        theirs = tasks._take("me")
        assert not tasks._finish(mine, status=Status.SUCCESSFUL)
        assert tasks._finish(theirs, status=Status.SUCCESSFUL)


def test_a_task_whose_function_is_gone_does_not_stop_the_worker():
    jobs.note.enqueue()
    DBTaskResult.objects.update(task_path="uchastie.nowhere.nothing")
    assert tasks.run_ready("w")
    assert DBTaskResult.objects.get().status == Status.READY


def test_old_finished_tasks_are_pruned_and_others_stay():
    jobs.note.enqueue()
    jobs.note.enqueue()
    tasks.run_ready("w")
    with later(days=4):
        prune_finished.call()
    assert [row.status for row in DBTaskResult.objects.all()] == [Status.READY]


def test_the_worker_command_drains_and_leaves(calls):
    jobs.note.enqueue(1)
    jobs.note.enqueue(2)
    call_command("worker", once=True)
    assert calls == [1, 2]
    assert not WorkerBeat.objects.exists()
