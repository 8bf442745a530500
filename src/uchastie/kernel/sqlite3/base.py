"""Django's SQLite with another way of waiting for the one who writes.

SQLite lets one transaction write at a time and makes the others sleep 1, 2, 5, 10 … 100 milliseconds between two looks.
A save takes a few milliseconds, so most of such a sleep is wasted. Here a transaction that writes looks again after half
a millisecond, for as long as the option `timeout` says (docs/adr/0023)."""

import time
from collections.abc import Callable
from sqlite3 import OperationalError

from django.db.backends.sqlite3 import base

PAUSE = 0.0005  # seconds between two looks
BUSY = "database is locked"


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            limit = self.settings_dict["OPTIONS"]["timeout"]
            self.connection.execute("PRAGMA busy_timeout=0")
            try:
                self._begin(time.monotonic() + limit)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout={int(limit * 1000)}")

    def _savepoint(self, sid: str) -> None:
        self._run_plain(self.ops.savepoint_create_sql(sid), super()._savepoint, sid)  # type: ignore[misc]

    def _savepoint_commit(self, sid: str) -> None:
        self._run_plain(self.ops.savepoint_commit_sql(sid), super()._savepoint_commit, sid)  # type: ignore[misc]

    def _run_plain(self, sql: str, listened: Callable[[str], None], sid: str) -> None:
        """Straight to SQLite, unless somebody listens to the statements: a save takes half a dozen savepoints."""
        if self.queries_logged or self.execute_wrappers:
            listened(sid)
            return
        with self.wrap_database_errors:
            self.connection.execute(sql)

    def _begin(self, until: float) -> None:
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
            except OperationalError as error:
                if str(error) != BUSY or time.monotonic() > until:
                    raise
                time.sleep(PAUSE)
            else:
                return
