"""Every change is on the disk before it is acknowledged. One kind of writing may lag behind by a moment: the record
that somebody has looked. It survives a killed process; only a power cut can take the last fraction of a second of it.
Waiting for the disk on every look would make each page as slow as a save (docs/adr/0007)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def lagging() -> Iterator[None]:
    """A transaction that is committed without waiting for the disk. Inside another one it is an ordinary part of it."""
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute("PRAGMA synchronous=FULL")
