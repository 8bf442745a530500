"""The outbox: what must reach the outside world is a row written in the transaction of its cause.

`post` writes the row; the worker calls `deliver_ready`, which leases one entry, sends it with no transaction open,
and marks it. Every change of an entry names the lease in its WHERE, so a worker that was thought dead cannot mark
what another has taken over. Between the receiver's acceptance and our mark nothing can be promised: then the message
goes out again with the same message id, by which the receiver can tell.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.delivery.retries import backoff
from uchastie.kernel.prepared import insert

log = logging.getLogger(__name__)

ATTEMPTS = 12  # with the pauses below about half a day: a mail server may be down for a night
FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=3)
FIRST_REST = dt.timedelta(seconds=20)
LONGEST_REST = dt.timedelta(minutes=2)
LEASE = dt.timedelta(seconds=30)  # a living worker prolongs it with every beat, however slow the receiver is


class Undeliverable(Exception):
    """Raised by a sender: no later attempt will do better, park the entry now."""


class Hangs(Exception):
    """Raised by a sender: the server of this whole topic does not answer. Its other entries are left alone for a while,
    so that they do not each wait for it while the letters of other topics wait for them."""


@dataclass(frozen=True, slots=True)
class Handler:
    """`send(reference, message_id)` talks to the outside; `sent` and `parked` write our side of the story, in the
    same transaction as the mark on the entry."""

    send: Callable[[UUID, UUID], None]
    sent: Callable[[UUID], None]
    parked: Callable[[UUID], None]


_handlers: dict[str, Handler] = {}
_resting: dict[str, tuple[dt.datetime, int]] = {}  # topic → until when, and after how many failures in a row


def register(
    topic: str,
    send: Callable[[UUID, UUID], None],
    *,
    sent: Callable[[UUID], None] = lambda reference: None,
    parked: Callable[[UUID], None] = lambda reference: None,
) -> None:
    """Who sends the entries of a topic; called from `project/wiring.py`."""
    _handlers[topic] = Handler(send, sent, parked)


def post(topic: str, reference: UUID, key: str, *, not_before: dt.datetime | None = None) -> None:
    """Promise to deliver, together with its cause or not at all. The same key twice is one message."""
    if not connection.in_atomic_block:
        raise RuntimeError("outbox.post belongs into the transaction of its cause")
    now = clock.now()
    entry = OutboxEntry(topic=topic, reference=reference, key=key, run_after=not_before or now, created_at=now)
    insert(entry, or_ignore=True)


def withdraw(topic: str, reference: UUID) -> bool:
    """The cause was taken back: what nobody is sending yet will not be sent. False: it has left, or is just leaving."""
    waiting = OutboxEntry.objects.filter(topic=topic, reference=reference, state=OutboxEntry.State.READY, lease=None)
    return bool(waiting.delete()[0])


def attempts_of(entry_id: UUID) -> int:
    """How often this entry has been taken, the present time included."""
    return OutboxEntry.objects.filter(pk=entry_id).values_list("attempts", flat=True).first() or 0


def deliver_ready(worker: UUID, *, limit: int = 20, lease: dt.timedelta = LEASE) -> int:
    """Send up to `limit` entries whose time has come, one by one; answers how many it has taken."""
    for taken in range(limit):
        entry = _take(worker, lease)
        if entry is None:
            return taken
        _deliver(entry)
    return limit


def prolong(worker: UUID, lease: dt.timedelta = LEASE) -> None:
    """The worker lives and is still sending."""
    OutboxEntry.objects.filter(lease=worker).update(leased_until=clock.now() + lease)


def _ready(worker: UUID) -> "QuerySet[OutboxEntry]":
    """Nobody's, or a silent worker's, or this worker's own that it dropped when the database failed it."""
    now = clock.now()
    free = Q(lease=None) | Q(leased_until__lt=now) | Q(lease=worker)
    ready = OutboxEntry.objects.filter(free, state=OutboxEntry.State.READY, run_after__lte=now)
    resting = [topic for topic, (until, _) in _resting.items() if until > now]
    return ready.exclude(topic__in=resting) if resting else ready


def wake() -> None:
    """Forget who rests: for tests, and when somebody has put a server right."""
    _resting.clear()


def _let_rest(topic: str) -> None:
    times = _resting.get(topic, (None, 0))[1] + 1
    _resting[topic] = (clock.now() + backoff(times, first=FIRST_REST, longest=LONGEST_REST), times)


def _take(worker: UUID, lease: dt.timedelta) -> OutboxEntry | None:
    """Lease the oldest entry. The attempt is counted before sending: a message that kills its worker is parked too."""
    if not _ready(worker).exists():
        return None  # an idle worker takes no locks
    with transaction.atomic():
        entry = _ready(worker).select_for_update(skip_locked=True).order_by("run_after", "id").first()
        if entry is None:
            return None
        entry.lease, entry.leased_until, entry.attempts = worker, clock.now() + lease, entry.attempts + 1
        entry.save(update_fields=["lease", "leased_until", "attempts"])
        return entry


def _deliver(entry: OutboxEntry) -> None:
    if entry.attempts > ATTEMPTS:
        _park(entry, "WorkerKilled")
        return
    handler = _handlers.get(entry.topic)
    if handler is None:
        _put_back(entry, "UnknownTopic")  # perhaps a newer version posted it: it is being installed now
        return
    try:
        handler.send(entry.reference, entry.pk)
    except Undeliverable as error:
        _park(entry, type(error.__cause__ or error).__name__)
    except Hangs as error:
        _let_rest(entry.topic)
        _put_back(entry, type(error.__cause__ or error).__name__)
    except Exception as error:
        _put_back(entry, type(error).__name__)
    else:
        _resting.pop(entry.topic, None)
        _mark_sent(entry, handler)


def _mark_sent(entry: OutboxEntry, handler: Handler) -> None:
    """A fault in our own story must not send the letter again."""
    done: dict[str, object] = {"state": OutboxEntry.State.SENT, "sent_at": clock.now()}
    try:
        with transaction.atomic():
            if _finish(entry, **done, error=""):
                handler.sent(entry.reference)
    except Exception as error:
        _finish(entry, **done, error=type(error).__name__)
        log.error("outbox entry %s (%s) is sent, its story is not: %s", entry.pk, entry.topic, type(error).__name__)


def _put_back(entry: OutboxEntry, error: str) -> None:
    if entry.attempts >= ATTEMPTS:
        _park(entry, error)
        return
    pause = backoff(entry.attempts, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
    _finish(entry, run_after=clock.now() + pause, error=error)
    log.warning("outbox entry %s (%s): attempt %d failed: %s", entry.pk, entry.topic, entry.attempts, error)


def _park(entry: OutboxEntry, error: str) -> None:
    """Give up. Logged with ids only, loud enough for an operator to see."""
    with transaction.atomic():
        if _finish(entry, state=OutboxEntry.State.PARKED, error=error):
            handler = _handlers.get(entry.topic)
            if handler:
                handler.parked(entry.reference)
    log.error("outbox entry %s (%s) is parked after %d attempts: %s", entry.pk, entry.topic, entry.attempts, error)


def _finish(entry: OutboxEntry, **changes: object) -> bool:
    """Compare-and-set: only who still holds the lease may say how it ended."""
    held = OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease, state=OutboxEntry.State.READY)
    return bool(held.update(lease=None, leased_until=None, **changes))
