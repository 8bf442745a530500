"""Transactional tests empty every table afterwards, and the journal's triggers refuse exactly that: for the emptying,
and only for it, they are taken off and put back."""

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture(scope="session", autouse=True)
def _let_tests_empty_the_journal() -> Any:
    from django.db import connection

    append_only = import_module("uchastie.crm.journal.migrations.0002_append_only")
    operations = type(connection.ops)
    sql_flush = operations.sql_flush

    def unlocked(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        statements = sql_flush(self, *args, **kwargs)
        if not statements:
            return statements
        return [*append_only.drop_sql(connection.vendor), *statements, *append_only.create_sql(connection.vendor)]

    operations.sql_flush = unlocked
    yield
    operations.sql_flush = sql_flush
