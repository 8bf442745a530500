"""The loop itself, in a thread beside the test, with real connections."""

import threading
import time

import pytest
from django.db import connection
from django.tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import jobs as registry
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.delivery.tests import jobs_for_tests as jobs
from uchastie.kernel.delivery.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.01)


@pytest.fixture
def worker():
    """A running worker; it is stopped at the end, whatever the test did."""
    worker = Worker(beat=0.05, lease=5, pause=0.02)

    def run():
        try:
            worker.run()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield worker
    jobs.gate.set()
    worker.stop()
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    """No schedules of the product: one of them could fall due during the test."""
    monkeypatch.setattr(registry, "_schedules", {})
    jobs.calls.clear()
    jobs.gate.clear()


def beat_of(worker):
    return WorkerBeat.objects.filter(worker=str(worker.id)).values_list("beat_at", flat=True).first()


def test_a_stopped_worker_finishes_its_task_and_beats_until_then(worker):
    jobs.wait_at_gate.enqueue()
    until(lambda: jobs.calls == ["at the gate"])
    worker.stop()
    stopped = beat_of(worker)
    until(lambda: beat_of(worker) > stopped)
    jobs.gate.set()
    until(lambda: beat_of(worker) is None)
    assert DBTaskResult.objects.get().status == Status.SUCCESSFUL


def test_a_stopped_worker_takes_nothing_new(worker):
    jobs.wait_at_gate.enqueue()
    until(lambda: jobs.calls == ["at the gate"])
    jobs.note.enqueue("later")
    worker.stop()
    jobs.gate.set()
    until(lambda: beat_of(worker) is None)
    assert jobs.calls == ["at the gate"]


def test_a_fault_in_a_job_does_not_end_the_worker(worker):
    jobs.fail.enqueue()
    jobs.note.enqueue("after")
    until(lambda: "after" in jobs.calls)
