"""`manage.py worker`: runs schedules, tasks and the outbox until SIGTERM or Ctrl-C."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from uchastie.kernel.delivery.worker import Worker


class Command(BaseCommand):
    help = "Run scheduled jobs, tasks and the outbox. Any number of workers may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is ready now, then leave")
        parser.add_argument("--beat", type=float, default=5, help="seconds between signs of life (default 5)")
        parser.add_argument("--lease", type=float, default=30, help="a worker silent so long is dead (default 30)")
        parser.add_argument("--pause", type=float, default=1, help="seconds to wait when idle (default 1)")

    def handle(self, *, once: bool, beat: float, lease: float, pause: float, **options: Any) -> None:
        worker = Worker(beat=beat, lease=lease, pause=pause)
        if once:
            worker.drain()
            return

        def stop(number: int, frame: FrameType | None) -> None:
            """The first signal asks to finish; a second one, impatient, acts as usual."""
            worker.stop()
            signal.signal(number, signal.SIG_DFL)

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.run()
