"""What headquarters count: help given and calls missed, without a name."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from uchastie.crm.followup.models import Call, HelpFact
from uchastie.crm.followup.rules.schedule import CallState
from uchastie.crm.network.models import Unit

type Given = tuple[UUID, str, dt.date, dt.datetime]


def list_given(unit: Unit) -> list[Given]:
    """Facts of help of the unit and below: the case, the category, the day, when it was noted."""
    rows: Any = HelpFact.objects.filter(unit__path__startswith=unit.path, withdrawn_at=None)
    return list(rows.values_list("guardianship__case", "category", "on", "logged_at"))


def list_call_days(unit: Unit) -> list[tuple[dt.date, dt.datetime | None]]:
    """For each call that was due: its working day, and when both sides were spoken to (None: not yet)."""
    rows = Call.objects.filter(unit__path__startswith=unit.path).exclude(state=CallState.CANCELLED)
    found = rows.annotate(last=Max("sides__at")).values_list("work_on", "state", "last")
    return [(day, last if state == CallState.CLOSED else None) for day, state, last in found]


def count_open_by_day(until: dt.date) -> list[tuple[str, dt.date, int]]:
    """Open calls whose working day is at most `until`: region, day, how many. One statement; which of these days has
    passed depends on the zone of the region."""
    rows = Call.objects.filter(state=CallState.OPEN, work_on__lte=until)
    return list(rows.values_list("unit__region", "work_on").annotate(Count("pk")).order_by())
