"""One loop: start what is scheduled, take over what dead workers held, run tasks, deliver the outbox."""

import datetime as dt
import logging
import threading
import time
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

from uchastie.kernel import clock
from uchastie.kernel.delivery import outbox, tasks, timetable
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.ids import new_id

log = logging.getLogger(__name__)


class Worker:
    """`beat` and `lease` in seconds: it says "alive" every `beat`; silent for `lease`, it is taken for dead."""

    def __init__(self, *, beat: float = 5, lease: float = 30, pause: float = 1) -> None:
        self.id = new_id()
        self.beat_every = beat
        self.lease = dt.timedelta(seconds=lease)
        self.pause = pause
        self.stopping = threading.Event()
        self._beaten, self._done = threading.Event(), threading.Event()
        self._reaped = float("-inf")

    def stop(self) -> None:
        """Finish what is in hand, then leave."""
        self.stopping.set()

    def run(self) -> None:
        """Until stopped. A database that is restarting is waited for, not died of."""
        heart = threading.Thread(target=self._keep_beating, name="heartbeat", daemon=True)
        heart.start()
        while not self.stopping.is_set() and not self._beaten.wait(0.1):
            pass  # nothing is taken before the others know that this worker lives
        while not self.stopping.is_set():
            try:
                busy = self.work_once()
            except (DatabaseError, InterfaceError) as error:
                log.error("worker %s: the database does not answer: %s", self.id, type(error).__name__)
                connection.close()
                busy = False
            close_old_connections()
            if not busy:
                self.stopping.wait(self.pause)
        self._done.set()
        heart.join()
        self._leave()

    def drain(self) -> None:
        """Do everything that is ready now, and leave."""
        self.beat()
        while self.work_once():
            pass
        self._leave()

    def work_once(self) -> bool:
        """One round; True when there was something to do. Long jobs do not starve letters: one task, then letters."""
        worked = bool(timetable.tick())
        if time.monotonic() - self._reaped >= self.beat_every:
            worked |= bool(tasks.return_abandoned(str(self.id), self.lease))
            self._reaped = time.monotonic()
        worked |= tasks.run_ready(str(self.id))
        letters = 1 if worked else 20
        while letters and not self.stopping.is_set() and outbox.deliver_ready(self.id, limit=1, lease=self.lease):
            worked, letters = True, letters - 1
        return worked

    @transaction.atomic
    def beat(self) -> None:
        now = clock.now()
        WorkerBeat.objects.update_or_create(
            worker=str(self.id), defaults={"beat_at": now}, create_defaults={"beat_at": now, "started_at": now}
        )
        outbox.prolong(self.id, self.lease)

    def _keep_beating(self) -> None:
        """In a thread with a connection of its own, until the last work is done: a long task does not look dead."""
        while True:
            try:
                self.beat()
                self._beaten.set()
            except (DatabaseError, InterfaceError) as error:
                log.warning("worker %s: no beat: %s", self.id, type(error).__name__)
                connection.close()
            if self._done.wait(self.beat_every):
                break
        connection.close()

    def _leave(self) -> None:
        """Say goodbye, so that nobody waits for the lease; if the database is away, the lease does it."""
        with suppress(DatabaseError, InterfaceError):
            WorkerBeat.objects.filter(worker=str(self.id)).delete()
