"""One key, one effect, one answer: also under fifty copies at the same moment."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection, transaction

from uchastie.kernel import clock
from uchastie.kernel.delivery.housekeeping import purge_idempotency_keys
from uchastie.kernel.delivery.idempotency import once
from uchastie.kernel.delivery.models import IdempotencyKey, ScheduledRun
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.ids import new_id

COPIES = 20


def effect(name="effect"):
    """An effect that can be counted in the database."""
    run = ScheduledRun.objects.create(
        id=new_id(), name=f"{name}-{new_id()}", due_at=clock.now(), started_at=clock.now()
    )
    return str(run.pk)


def ask(key="key", fingerprint="a", scope="submit:anna", run=effect):
    with transaction.atomic():
        return once(scope=scope, key=key, fingerprint=fingerprint, run=run)


def test_the_second_time_gets_the_first_answer(db):
    answer, replayed = ask()
    assert not replayed
    assert ask() == (answer, True)
    assert ScheduledRun.objects.count() == 1


def test_another_body_is_refused_and_changes_nothing(db):
    ask()
    with pytest.raises(Conflict) as refusal:
        ask(fingerprint="b")
    assert refusal.value.code == "key_reused"
    assert ScheduledRun.objects.count() == 1


def test_another_persons_key_is_another_key(db):
    first, _ = ask()
    second, replayed = ask(scope="submit:boris")
    assert (replayed, first != second) == (False, True)


@pytest.mark.parametrize("key", ["", "x" * 101, "a\x00b", "a\nb"])
def test_a_bad_key_is_refused(db, key):
    with pytest.raises(Refusal):
        ask(key=key)


@pytest.mark.django_db(transaction=True)
def test_a_failed_first_attempt_leaves_no_trace():
    with pytest.raises(ZeroDivisionError):
        ask(run=lambda: effect() and 1 / 0)
    assert ScheduledRun.objects.count() == IdempotencyKey.objects.count() == 0
    assert ask()[1] is False


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_promises_nothing():
    with pytest.raises(RuntimeError):
        once(scope="s", key="k", fingerprint="f", run=effect)


def race(work):
    """COPIES threads start together, each with its own connection; answers in no order."""
    barrier, answers = threading.Barrier(COPIES), []

    def one():
        barrier.wait()
        try:
            answers.append(work())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(COPIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


@pytest.mark.django_db(transaction=True)
def test_many_copies_at_once_have_one_effect():
    answers = race(ask)
    assert len({answer for answer, _ in answers}) == 1
    assert [replayed for _, replayed in answers].count(False) == 1
    assert ScheduledRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_key_the_copies_would_all_count():
    """Negative control: the race above does happen."""
    race(effect)
    assert ScheduledRun.objects.count() == COPIES


def test_keys_live_a_day_and_are_gone_after_eight(db):
    ask()
    with time_machine.travel(clock.now() + dt.timedelta(hours=25), tick=False):
        purge_idempotency_keys.call()
        assert IdempotencyKey.objects.count() == 1
    with time_machine.travel(clock.now() + dt.timedelta(days=8), tick=False):
        purge_idempotency_keys.call()
    assert IdempotencyKey.objects.count() == 0
