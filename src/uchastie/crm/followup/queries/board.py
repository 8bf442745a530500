"""What the board of a headquarters shows of the support, and what its clock asks about: whom to call, what nobody has
read."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from uchastie.crm.followup import access
from uchastie.crm.followup.models import Call, GuardianReport, HelpFact
from uchastie.crm.followup.queries.calls import BoardRow, Tab, _days, _row, today_of
from uchastie.crm.followup.rules.schedule import CallState
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Due:
    """Calls to make today or earlier: the first of them, how many of each."""

    rows: list[BoardRow]
    today: int
    late: int


def list_due(actor: Actor, unit: Unit, cases: "QuerySet[Any, Any] | None" = None, *, limit: int) -> Due:
    """The longest waiting first; `cases` narrows them to the calls of some families."""
    access.require_coordinator(actor, unit.path)
    today = today_of(unit)
    rows = Call.objects.filter(unit__path__startswith=unit.path, attention_on__lte=today)
    rows = rows if cases is None else rows.filter(guardianship__case__in=cases)
    counts = rows.aggregate(
        today=Count("pk", filter=_days(Tab.TODAY, today)), late=Count("pk", filter=_days(Tab.LATE, today))
    )
    joined = rows.select_related("guardianship__case", "guardianship__guardian", "unit__region")
    first = joined.prefetch_related("sides").order_by("attention_on", "id")[:limit]
    return Due([_row(call) for call in first], counts["today"], counts["late"])


def count_unread(actor: Actor, unit: Unit) -> int:
    """Reports of guardians that nobody has read (stage 5)."""
    access.require_coordinator(actor, unit.path)
    return GuardianReport.objects.filter(unit__path__startswith=unit.path, read_at=None).count()


def list_missed_on(since: dt.date, until: dt.date) -> list[Call]:
    """Open calls of these working days, both included: whose day has passed depends on the zone of the unit."""
    rows = Call.objects.filter(state=CallState.OPEN, work_on__gte=since, work_on__lte=until)
    return list(rows.select_related("guardianship__case__assignee", "unit__region").order_by("work_on", "id"))


def find_fact(fact_id: UUID) -> HelpFact | None:
    """For the product's own messages."""
    return HelpFact.objects.select_related("guardianship__case", "unit").filter(pk=fact_id).first()
