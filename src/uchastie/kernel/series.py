"""Numbers given one after another, by region or by whatever keys the table of the series has."""

from functools import lru_cache

from django.db import connection
from django.db.models import Model


def take_number(series: type[Model], **key: str | int) -> int:
    """The next number of the series, inside the transaction that uses it: none is lost, none given twice. `series` has
    the columns of `key`, unique together, and `last`. One statement on both databases."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(series._meta.db_table, tuple(key)), list(key.values()))
        number: int = cursor.fetchone()[0]
        return number


@lru_cache(maxsize=64)
def _statement(table: str, columns: tuple[str, ...]) -> str:
    names, places = ", ".join(columns), ", ".join("%s" for _ in columns)
    return (
        f"INSERT INTO {table} ({names}, last) VALUES ({places}, 1) "  # noqa: S608 - names of our own tables
        f"ON CONFLICT ({names}) DO UPDATE SET last = {table}.last + 1 RETURNING last"
    )
