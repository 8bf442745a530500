"""Editing the production calendar. Deadlines already promised stay as they were promised."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from uchastie.crm.deadlines import access, rules
from uchastie.crm.deadlines.models import CalendarDay, CalendarRevision, CalendarYear
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor
from uchastie.kernel.ids import new_id

OBJECT = "deadlines.year"
_YEARS = UUID("6f1d7a54-5f0e-4c1b-9d0f-6c1f0a5b2e11")  # a year has no id of its own; the journal needs one


def year_id(year: int) -> UUID:
    return uuid5(_YEARS, str(year))


@transaction.atomic
def set_day(actor: Actor, *, date: dt.date, kind: str, region: str = "", name: str = "") -> None:
    """`kind`: "off", "working", or "ordinary" to let the day be what its weekday is."""
    access.require_editor(actor)
    rules.require_day(date, kind, region)
    if kind == rules.ORDINARY:
        CalendarDay.objects.filter(region=region, date=date).delete()
    else:
        values = {"kind": kind, "name": name.strip()}
        CalendarDay.objects.update_or_create(region=region, date=date, defaults=values)
    _renew(actor, date.year, verb="day_set", date=date, kind=kind, region=region)


@transaction.atomic
def publish_year(actor: Actor, *, year: int, source: str) -> None:
    """From now on the year counts as known: what is not among its days is an ordinary week."""
    access.require_editor(actor)
    rules.require_year(year, source)
    CalendarYear.objects.update_or_create(year=year, defaults={"source": source.strip()})
    _renew(actor, year, verb="year_published")


def _renew(actor: Actor, year: int, *, verb: str, **details: Any) -> None:
    CalendarRevision.objects.update_or_create(only=True, defaults={"value": new_id()})
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=year_id(year), year=year, **details)
