"""The one source of the present moment (UTC, aware), so that tests and demonstrations can move it."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    return timezone.now()


def today(zone: dt.tzinfo) -> dt.date:
    """The calendar day at this moment in the given zone."""
    return now().astimezone(zone).date()
