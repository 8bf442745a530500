"""The worker with one defence taken off: the judges must see it, else they prove nothing."""

import os
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from uchastie.crm.matching import actions as matching  # noqa: E402
from uchastie.crm.matching.actions import coincidences  # noqa: E402
from uchastie.crm.matching.models import Mark  # noqa: E402
from uchastie.kernel.delivery import outbox, tasks  # noqa: E402


def mark_first() -> None:
    """Says "sent" before sending."""
    honest = outbox._deliver

    def hasty(entry: Any) -> None:
        outbox.OutboxEntry.objects.filter(pk=entry.pk).update(state="sent", lease=None, leased_until=None)
        honest(entry)

    outbox._deliver = hasty


def no_lease() -> None:
    """Takes an entry without telling the others."""

    def grab(worker: Any, lease: Any) -> Any:
        entry = outbox._ready(worker).order_by("run_after", "id").first()
        if entry is not None:
            entry.lease = None
        return entry

    outbox._take = grab


def no_reaper() -> None:
    """Lets the tasks of dead workers lie."""
    tasks.return_abandoned = lambda *_: 0


def stand_still() -> None:
    """Says that it is there, and waits to be killed."""
    (Path(os.environ["DATA_DIR"]) / "between").touch()
    time.sleep(120)


def stop_before_notice() -> None:
    """Everything is found and kept; the notice and the end of the transaction are still to come."""
    coincidences._tell = stand_still


def forget_first() -> None:
    """Takes the marks away before it has looked."""

    def hasty() -> int:
        with transaction.atomic():
            count: int = Mark.objects.all().delete()[0]
        if count:
            stand_still()
        return count

    matching.find_coincidences = hasty


{
    "stop-before-notice": stop_before_notice,
    "forget-first": forget_first,
    "mark-first": mark_first,
    "no-lease": no_lease,
    "no-reaper": no_reaper,
}[sys.argv[1]]()
call_command("worker", *sys.argv[2:])
