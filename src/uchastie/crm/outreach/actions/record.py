"""The journal of outreach (ids and codes only), and the days that are to be counted anew."""

import datetime as dt
from typing import Any

from django.db.models import Model

from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import DaysChanged


def record(actor: Actor, row: Any, verb: str, **details: Any) -> None:
    kind = f"outreach.{_name(row)}"
    journal.record(actor, verb=verb, object_kind=kind, object_id=row.pk, unit_id=row.unit_id, **details)


def _name(row: Model) -> str:
    return str(row._meta.model_name)


def changed(row: Any, *days: dt.date | None) -> None:
    kept = tuple(sorted({day for day in days if day is not None}))
    if kept:
        bus.announce(DaysChanged(row.unit_id, kept))
