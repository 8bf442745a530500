"""Prepared queries answer what the same QuerySet answers, on every connection, with fewer words to the database."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, UUIDField
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import IdempotencyKey, OutboxEntry
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import Prepared, insert, write

pytestmark = pytest.mark.django_db

BY_TOPIC = Prepared(
    lambda topic, before: OutboxEntry.objects.filter(topic=topic, created_at__lt=before).order_by("created_at", "pk"),
    topic=CharField(),
    before=DateTimeField(),
)
KEYS = Prepared(
    lambda topic: OutboxEntry.objects.filter(topic=topic).order_by("key").values_list("key", flat=True)[:2],
    topic=CharField(),
)
ONE = Prepared(lambda pk: OutboxEntry.objects.filter(pk=pk), pk=UUIDField())


def make(count: int, topic: str = "letter") -> list[OutboxEntry]:
    now = clock.now()
    rows = [
        OutboxEntry(topic=topic, reference=new_id(), key=f"{topic}-{place}", run_after=now, created_at=now)
        for place in range(count)
    ]
    OutboxEntry.objects.bulk_create(rows)
    return rows


def test_it_answers_as_the_queryset_does():
    rows = make(3)
    make(1, "other")
    later = clock.now() + dt.timedelta(hours=1)
    found = BY_TOPIC.all(topic="letter", before=later)
    assert found == list(OutboxEntry.objects.filter(topic="letter").order_by("created_at", "pk"))
    assert {row.reference for row in found} == {row.reference for row in rows}
    assert all(row.created_at.tzinfo and not row._state.adding for row in found)
    assert BY_TOPIC.all(topic="letter", before=rows[0].created_at - dt.timedelta(days=1)) == []


def test_values_of_one_call_do_not_stay_for_the_next():
    make(2, "a")
    make(1, "b")
    assert (KEYS.all(topic="a"), KEYS.all(topic="b"), KEYS.all(topic="a")) == (["a-0", "a-1"], ["b-0"], ["a-0", "a-1"])


def test_first_is_one_row_or_nothing():
    (row,) = make(1)
    assert ONE.first(pk=row.pk) == row
    assert ONE.first(pk=new_id()) is None


def test_a_place_cannot_be_forgotten():
    with pytest.raises(KeyError):
        ONE.all()


def test_what_is_typed_is_a_value_not_sql():
    make(1)
    assert KEYS.all(topic="letter' OR '1'='1") == []


def test_the_sql_is_the_same_each_time():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        KEYS.all(topic="a")
        KEYS.all(topic="a")
    assert len(asked) == 2
    assert asked[0]["sql"] == asked[1]["sql"]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection():
    make(1, "thread")
    found: list[list[str]] = []

    def ask() -> None:
        try:
            found.append(KEYS.all(topic="thread"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["thread-0"]] * 3


def test_insert_writes_all_that_save_writes():
    row = IdempotencyKey(scope="s", key="k", fingerprint="f", created_at=clock.now())
    with CaptureQueriesContext(connection) as asked:
        insert(row)
    assert len(asked) == 1
    assert not row._state.adding
    stored = IdempotencyKey.objects.get(pk=row.pk)
    fields = [field.attname for field in IdempotencyKey._meta.concrete_fields]
    assert [getattr(stored, name) for name in fields] == [getattr(row, name) for name in fields]


def test_constants_stand_in_the_sql_and_values_do_not():
    """A bound value that decides about a partial index makes SQLite plan the statement anew at every call."""
    told = Prepared(
        lambda topic: (
            OutboxEntry.objects.filter(topic=topic).exclude(key="50% of o'clock").values_list("key", flat=True)
        ),
        topic=CharField(),
    )
    make(1)
    with CaptureQueriesContext(connection) as asked:
        assert told.all(topic="letter") == ["letter-0"]
    assert told.all(topic="letter") == ["letter-0"]  # and past the listener
    assert "50% of o''clock" in asked[0]["sql"]
    OutboxEntry.objects.update(key="50% of o'clock")
    assert told.all(topic="letter") == []


def test_rows_that_repeat_are_made_once_and_changed_ones_anew():
    made: list[tuple[str, int]] = []

    def row(key: str, attempts: int) -> tuple[str, int]:
        made.append((key, attempts))
        return key, attempts

    entries = Prepared(
        lambda topic: OutboxEntry.objects.filter(topic=topic).order_by("key").values_list("key", "attempts"),
        row=row,
        topic=CharField(),
    )
    make(2)
    assert entries.all(topic="letter") == entries.all(topic="letter") == [("letter-0", 0), ("letter-1", 0)]
    assert len(made) == 2
    OutboxEntry.objects.filter(key="letter-1").update(attempts=3)
    assert entries.all(topic="letter") == [("letter-0", 0), ("letter-1", 3)]
    assert len(made) == 3


def test_only_instances_and_values_lists_can_be_prepared():
    with pytest.raises(TypeError):
        Prepared(lambda: OutboxEntry.objects.values("key")).all()


def test_write_changes_the_named_fields_of_one_row():
    rows = [IdempotencyKey(scope="s", key=key, fingerprint="f", created_at=clock.now()) for key in ("a", "b")]
    for row in rows:
        insert(row)
    rows[0].answer, rows[0].fingerprint = "done", "not written"
    with CaptureQueriesContext(connection) as asked:
        write(rows[0], "answer")
    assert len(asked) == 1
    stored = {row.key: (row.answer, row.fingerprint) for row in IdempotencyKey.objects.all()}
    assert stored == {"a": ("done", "f"), "b": ("", "f")}


@pytest.mark.parametrize("prepared", [False, True])
def test_cells_are_what_the_fields_say(prepared: bool):
    """Ids, moments of any zone and empty places come as they do by the framework."""
    now, number = clock.now(), new_id()
    moscow = now.astimezone(dt.timezone(dt.timedelta(hours=3)))
    row = OutboxEntry(topic="cells", reference=number, key="cells", run_after=moscow, created_at=now)
    insert(row) if prepared else row.save(force_insert=True)
    ordinary = OutboxEntry.objects.values_list("id", "reference", "run_after", "created_at", "leased_until").get()
    quick = Prepared(
        lambda topic: OutboxEntry.objects.filter(topic=topic).values_list(
            "id", "reference", "run_after", "created_at", "leased_until"
        ),
        topic=CharField(),
    )
    assert quick.first(topic="cells") == ordinary == (row.pk, number, now, now, None)
    assert quick.first(topic="cells")[2].tzinfo == dt.UTC


def test_a_list_is_read_anew_each_time():
    """It may be changed by who has asked for it."""
    found = Prepared(
        lambda user: DBTaskResult.objects.filter(pk=user).values_list("args_kwargs", flat=True), user=UUIDField()
    )
    task = DBTaskResult.objects.create(args_kwargs={"args": [1], "kwargs": {}}, task_path="a.b", backend_name="default")
    empty = DBTaskResult.objects.create(args_kwargs={}, task_path="a.b", backend_name="default")
    assert found.first(user=task.pk) == {"args": [1], "kwargs": {}}
    assert found.first(user=empty.pk) == {}
    assert found.first(user=empty.pk) is not found.first(user=empty.pk)
