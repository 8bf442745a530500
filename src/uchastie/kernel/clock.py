"""The one source of the present moment (UTC, aware), so that tests and demonstrations can move it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moved: ContextVar[dt.datetime | None] = ContextVar("moved", default=None)


def now() -> dt.datetime:
    return _moved.get() or timezone.now()


def today(zone: dt.tzinfo) -> dt.date:
    """The calendar day at this moment in the given zone."""
    return now().astimezone(zone).date()


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """For demo data only: what happens inside happened at that moment."""
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
