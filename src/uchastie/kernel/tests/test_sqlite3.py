"""Waiting for the one who writes, with two connections to one file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

LIMIT = 0.2  # seconds


@pytest.fixture
def connections(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[ConnectionHandler]:
    one = {"ENGINE": "uchastie.kernel.sqlite3", "NAME": str(tmp_path / "own.sqlite3"), "OPTIONS": {"timeout": LIMIT}}
    found = ConnectionHandler({"default": one, "other": dict(one)})
    with django_db_blocker.unblock():
        with found["default"].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.fetchall()
            cursor.execute("CREATE TABLE written (by text)")
        yield found
        found.close_all()


def begin(connections: ConnectionHandler, alias: str) -> None:
    connections[alias].ensure_connection()
    connections[alias].set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def busy_timeout(connections: ConnectionHandler) -> int:
    with connections["other"].cursor() as cursor:
        return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_transaction_waits_for_the_one_who_writes(connections: ConnectionHandler) -> None:
    begin(connections, "default")
    begun = threading.Event()

    def write() -> None:
        begun.set()
        begin(connections, "other")
        connections["other"].cursor().execute("INSERT INTO written VALUES ('other')")
        connections["other"].commit()
        connections["other"].close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    connections["default"].cursor().execute("INSERT INTO written VALUES ('default')")
    connections["default"].commit()
    connections["default"].set_autocommit(True)
    writer.join()
    with connections["default"].cursor() as cursor:
        assert [row[0] for row in cursor.execute("SELECT by FROM written")] == ["default", "other"]


def test_nobody_waits_longer_than_the_limit(connections: ConnectionHandler) -> None:
    begin(connections, "default")
    with pytest.raises(OperationalError, match="locked"):
        begin(connections, "other")
    assert busy_timeout(connections) == LIMIT * 1000


def test_other_statements_keep_their_own_waiting(connections: ConnectionHandler) -> None:
    begin(connections, "other")
    assert busy_timeout(connections) == LIMIT * 1000
