"""Needs, their history, the requests they were split into."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.families import rules
from uchastie.crm.families.models import FamilyCase, HelpCategory, Need, NeedChange, NeedRequest
from uchastie.crm.families.rules import NeedValues


def list_categories(*, archived: bool = False) -> "QuerySet[HelpCategory]":
    """To choose from; the archived ones too when asked."""
    rows = HelpCategory.objects.order_by("place", "name")
    return rows if archived else rows.filter(archived=False)


def list_needs(case: FamilyCase) -> list[Need]:
    """Open ones first, urgent before the others; withdrawn ones at the end."""
    rows = list(case.needs.select_related("category").order_by("added_at", "id"))
    return sorted(rows, key=lambda need: (need.state in rules.CLOSED_NEEDS, need.urgency != rules.Urgency.HIGH))


def list_open_needs(case: FamilyCase) -> list[Need]:
    """Those nobody has promised: what a guardian is looked for."""
    return [need for need in list_needs(case) if need.state in rules.OPEN_NEEDS]


def values_of(need: Need) -> NeedValues:
    return NeedValues(need.category_id, need.description, need.format, need.periodicity, need.urgency, need.times)


def unclear_needs(case: FamilyCase) -> list[Need]:
    """Those of which format, periodicity or urgency is not known yet (B34)."""
    return [need for need in list_open_needs(case) if not rules.is_clear(values_of(need))]


@dataclass(frozen=True, slots=True)
class Change:
    change: NeedChange
    who: str


def list_changes(case: FamilyCase, *, limit: int = 200) -> list[Change]:
    """Newest first (B24)."""
    rows = NeedChange.objects.filter(need__case=case).select_related("need__category").order_by("-at", "-id")[:limit]
    names = accounts.names_of([row.by_id for row in rows if row.by_id])
    return [
        Change(row, "семья" if row.by_family else names.get(row.by_id, "система") if row.by_id else "система")
        for row in rows
    ]


def list_requests(case: FamilyCase) -> dict[UUID, NeedRequest]:
    """Need → the last request it went to (B43)."""
    rows = NeedRequest.objects.filter(need__case=case).select_related("request__unit").order_by("made_at", "id")
    return {row.need_id: row for row in rows}
