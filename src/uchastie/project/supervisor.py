"""Keeps the web server and the worker running together: a dead one is started again, and the end ends both."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

STEP = 0.1  # seconds between looks at the children
GRACE = 8.0  # seconds given to a child to end by itself
FIRST_WAIT, LONGEST_WAIT, CALM = 1.0, 30.0, 60.0  # seconds of backoff; a child alive for CALM starts afresh
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    wait: float = FIRST_WAIT
    started: float = 0.0
    start_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        # A group of its own: Ctrl-C in the terminal reaches only the supervisor, which ends the children in order.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: PLW1509, S603
        self.started = now

    def look(self, now: float, say: Callable[[str], None]) -> None:
        """Starts the child when it is time; after a death the next start waits twice as long."""
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
        elif self.process.poll() is not None:
            self.wait = FIRST_WAIT if now - self.started > CALM else min(self.wait * 2, LONGEST_WAIT)
            say(f"{self.name}: процесс остановился (код {self.process.returncode}), запускаю снова.")
            self.process, self.start_at = None, now + self.wait / 2

    def signal(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def _die_with_parent() -> None:
    """Linux: the child gets SIGTERM when the supervisor is gone, so that even its kill -9 leaves no orphans."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.ending = False

    def run(self, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Returns after SIGTERM, SIGINT or SIGHUP, with every child gone. `announce` is called once, when `ready`."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        announced = False
        try:
            while not self.ending:
                for child in self.children:
                    child.look(time.monotonic(), self.say)
                if not announced and ready():
                    announce()
                    announced = True
                time.sleep(STEP)
        finally:
            self._stop()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def _stop(self) -> None:
        alive = [child for child in self.children if child.process is not None and child.process.poll() is None]
        for child in alive:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while any(child.process and child.process.poll() is None for child in alive) and time.monotonic() < until:
            time.sleep(STEP)
        for child in alive:
            child.signal(signal.SIGKILL)  # the group: whatever a child has left behind
            if child.process:
                child.process.wait()
