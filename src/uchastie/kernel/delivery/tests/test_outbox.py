"""What is posted with its cause is delivered once, or parked loudly."""

import datetime as dt
import logging
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction

from uchastie.kernel import clock
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

TOPIC = "test.topic"
WORKER, OTHER = new_id(), new_id()
State = OutboxEntry.State


class Sink:
    """Accepts everything unless told to fail; remembers what came."""

    def __init__(self):
        self.accepted, self.sent, self.parked = [], [], []
        self.error = None
        self.during = lambda: None

    def send(self, reference: UUID, message_id: UUID) -> None:
        self.during()
        if self.error:
            raise self.error
        self.accepted.append((reference, message_id))


@pytest.fixture
def sink():
    sink = Sink()
    outbox.register(TOPIC, sink.send, sent=sink.sent.append, parked=sink.parked.append)
    yield sink
    outbox._handlers.pop(TOPIC)


def post(key="k"):
    reference = new_id()
    with transaction.atomic():
        outbox.post(TOPIC, reference, key)
    return reference


def later(**delta):
    return time_machine.travel(clock.now() + dt.timedelta(**delta), tick=False)


def test_a_message_is_delivered_once(db, sink):
    reference = post()
    assert outbox.deliver_ready(WORKER) == 1
    assert outbox.deliver_ready(WORKER) == 0
    entry = OutboxEntry.objects.get()
    assert sink.accepted == [(reference, entry.pk)]
    assert sink.sent == [reference]
    assert (entry.state, entry.lease, entry.attempts) == (State.SENT, None, 1)


def test_the_same_key_is_one_message(db, sink):
    post("same")
    post("same")
    assert OutboxEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_belongs_to_the_transaction_of_its_cause(sink):
    with pytest.raises(RuntimeError):
        outbox.post(TOPIC, new_id(), "k")
    with transaction.atomic():
        outbox.post(TOPIC, new_id(), "k")
        transaction.set_rollback(True)
    assert outbox.deliver_ready(WORKER) == 0


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_during_sending(sink):
    seen = []
    sink.during = lambda: seen.append(connection.in_atomic_block)
    post()
    outbox.deliver_ready(WORKER)
    assert seen == [False]


def test_a_failure_is_retried_later_and_later(db, sink):
    post()
    sink.error = OSError("Иванова Мария, +79123456789")
    outbox.deliver_ready(WORKER)
    entry = OutboxEntry.objects.get()
    pause = entry.run_after - clock.now()
    assert (entry.state, entry.error, entry.lease) == (State.READY, "OSError", None)
    assert outbox.FIRST_PAUSE / 2 - dt.timedelta(seconds=5) < pause <= outbox.FIRST_PAUSE
    assert outbox.deliver_ready(WORKER) == 0
    sink.error = None
    with later(seconds=31):
        assert outbox.deliver_ready(WORKER) == 1
    assert sink.accepted == [(entry.reference, entry.pk)]


def test_after_the_last_attempt_it_is_parked_with_ids_only(db, sink, caplog):
    reference = post()
    sink.error = OSError("Иванова Мария, +79123456789")
    for day in range(outbox.ATTEMPTS):
        with later(days=day):
            outbox.deliver_ready(WORKER)
    entry = OutboxEntry.objects.get()
    assert (entry.state, entry.attempts) == (State.PARKED, outbox.ATTEMPTS)
    assert sink.parked == [reference]
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert str(entry.pk) in errors[0]
    assert "Иванова" not in caplog.text


def test_what_cannot_be_delivered_is_parked_at_once(db, sink):
    reference = post()
    sink.error = outbox.Undeliverable()
    outbox.deliver_ready(WORKER)
    assert OutboxEntry.objects.get().state == State.PARKED
    assert sink.parked == [reference]


def test_a_message_that_kills_its_worker_is_parked(db, sink):
    """The attempt is counted before sending, so a poisonous message does not kill workers for ever."""
    post()
    sink.error = SystemExit()
    for day in range(outbox.ATTEMPTS + 1):
        with later(days=day):
            try:
                outbox.deliver_ready(WORKER)
            except SystemExit:
                continue
    assert OutboxEntry.objects.get().state == State.PARKED


def test_a_leased_message_is_nobody_elses_until_the_lease_ends(db, sink):
    post()
    sink.during = lambda: taken.append(outbox.deliver_ready(OTHER))
    taken = []
    outbox.deliver_ready(WORKER)
    assert taken == [0]


def test_a_dead_workers_message_is_taken_over_with_the_same_id(db, sink):
    reference = post()
    sink.error = SystemExit()
    with pytest.raises(SystemExit):
        outbox.deliver_ready(WORKER)
    sink.error = None
    assert outbox.deliver_ready(OTHER) == 0
    with later(seconds=31):
        assert outbox.deliver_ready(OTHER) == 1
    assert sink.accepted == [(reference, OutboxEntry.objects.get().pk)]


def test_a_living_worker_keeps_its_lease(db, sink):
    post()
    sink.error = SystemExit()
    with pytest.raises(SystemExit):
        outbox.deliver_ready(WORKER)
    with later(seconds=20):
        outbox.prolong(WORKER)
    with later(seconds=45):
        assert outbox.deliver_ready(OTHER) == 0


def test_a_worker_thought_dead_cannot_mark_what_another_has(db, sink):
    """Compare-and-set: the slow one comes back after the lease, its word does not count."""
    reference = post()

    def meanwhile():
        sink.during = lambda: None
        with later(seconds=31):
            assert outbox._take(OTHER, outbox.LEASE)

    sink.during = meanwhile
    outbox.deliver_ready(WORKER)
    entry = OutboxEntry.objects.get()
    assert (entry.state, entry.lease) == (State.READY, OTHER)
    assert sink.sent == []
    assert sink.accepted == [(reference, entry.pk)]


def test_without_the_lease_in_the_condition_the_late_word_would_count(db, sink, monkeypatch):
    """Negative control of the test above."""
    monkeypatch.setattr(
        outbox, "_finish", lambda entry, **changes: OutboxEntry.objects.filter(pk=entry.pk).update(**changes)
    )
    with pytest.raises(AssertionError):
        test_a_worker_thought_dead_cannot_mark_what_another_has(None, sink)


def test_a_fault_in_our_own_story_does_not_send_again(db, sink):
    def fault(reference):
        raise ZeroDivisionError

    outbox.register(TOPIC, sink.send, sent=fault)
    post()
    outbox.deliver_ready(WORKER)
    with later(days=1):
        assert outbox.deliver_ready(OTHER) == 0
    assert (OutboxEntry.objects.get().state, len(sink.accepted)) == (State.SENT, 1)


def test_an_unknown_topic_waits_for_the_version_that_knows_it(db):
    post()
    outbox.deliver_ready(WORKER)
    assert OutboxEntry.objects.get().state == State.READY
