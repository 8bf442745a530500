"""Events that are over, as sums for reports."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from uchastie.crm.events.models import Attendance, Event
from uchastie.crm.events.rules import State


def count_held(units: Collection[UUID], first: dt.date, last: dt.date) -> tuple[int, int]:
    """How many events of these days were held, and how many people were marked on them, both ends included."""
    held = Event.objects.filter(unit__in=units, state=State.HELD, day__gte=first, day__lte=last)
    came = Attendance.objects.filter(event__in=held, cancelled_at__isnull=True).aggregate(n=Sum("people"))
    return held.count(), came["n"] or 0
