"""Limits on strangers: counted per address and action, in a window that begins with the first attempt."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache

from uchastie.kernel import limits

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


def attempts(count: int, who: str = "203.0.113.7", action: str = "apply") -> list[bool]:
    return [limits.allow(action, who, times=3, seconds=3600) for _ in range(count)]


def test_the_fourth_of_three_is_refused_for_one_address_and_action() -> None:
    assert attempts(5) == [True, True, True, False, False]
    assert attempts(1, who="203.0.113.8") == [True]
    assert attempts(1, action="find-request") == [True]


def test_the_window_begins_with_the_first_attempt_and_is_not_moved_by_refusals() -> None:
    with time_machine.travel(START, tick=False):
        attempts(3)
    with time_machine.travel(START + dt.timedelta(minutes=59), tick=False):
        assert attempts(2) == [False, False]
    with time_machine.travel(START + dt.timedelta(minutes=61), tick=False):
        assert attempts(1) == [True]


def test_addresses_are_not_kept_in_the_open() -> None:
    from django.db import connection

    attempts(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert not any("203.0.113" in row[0] for row in cursor.fetchall())
    cache.clear()
