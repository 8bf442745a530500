"""Marks of help and reports of guardians; figures without families for the federal team (B8)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import queries as families
from uchastie.crm.followup import access
from uchastie.crm.followup.models import GuardianReport, HelpFact
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 50
JOINED = ("guardianship__case", "guardianship__guardian", "category", "unit__region", "need", "by")
FEDERAL = (Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)


def get_fact(actor: Actor, fact_id: UUID) -> HelpFact:
    found = HelpFact.objects.select_related(*JOINED, "guardianship__unit").filter(pk=fact_id).first()
    if found is None:
        raise NotSeen
    access.require_any_side(actor, found.guardianship)
    return found


def can_help_with(pair: Guardianship) -> list[tuple[str, str]]:
    """Kinds of help of this pair (B20): what the guardian has promised here, then what it can at all."""
    found = {promise.need.category_id: promise.need.category.name for promise in guardianship.list_promises(pair)}
    offered = pair.guardian.capabilities.select_related("category").order_by("category__place")
    for capability in offered:
        found.setdefault(capability.category_id, capability.category.name)
    return list(found.items())


def list_help(
    actor: Actor, unit: Unit, first: dt.date, last: dt.date, *, category: str = "", after: str | None = None
) -> Page[HelpFact]:
    """The newest first; both days included."""
    rows = _of_unit(actor, unit).filter(on__gte=first, on__lte=last)
    rows = rows.filter(category=category) if category else rows
    return keyset(rows.select_related(*JOINED), order=("-on", "-id"), size=PAGE, after=after)


def list_to_export(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> "QuerySet[HelpFact]":
    rows = _of_unit(actor, unit).filter(on__gte=first, on__lte=last, withdrawn_at=None)
    return rows.select_related(*JOINED).order_by("on", "id")


def list_help_of_pair(guardianship_id: UUID, *, limit: int = 20) -> list[HelpFact]:
    """The newest first, taken off ones too. The caller has checked that the actor may see the pair."""
    rows = HelpFact.objects.filter(guardianship=guardianship_id).select_related(*JOINED)
    return list(rows.order_by("-on", "-id")[:limit])


def list_help_of_pairs(pairs: Collection[UUID], *, unanswered: bool = False, limit: int = 50) -> list[HelpFact]:
    """The newest first, without what was taken off; `unanswered`: only what the family has not spoken of. The caller has
    checked that the actor may see the pairs."""
    rows = HelpFact.objects.filter(guardianship__in=list(pairs), withdrawn_at=None)
    rows = rows.filter(confirmed_at=None, disputed_at=None) if unanswered else rows
    return list(rows.select_related(*JOINED).order_by("-on", "-id")[:limit])


@dataclass(frozen=True, slots=True)
class HelpSum:
    """One kind of help in one region."""

    region: str
    category: str
    families: int
    marks: int
    confirmed: int
    hours: Decimal


def sum_help(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> list[HelpSum]:
    """Figures only: open to the federal team, which sees no family (B8)."""
    if not (access.coordinates(actor, unit.path) or actor.covers(unit.path, *FEDERAL)):
        raise NotSeen
    rows = HelpFact.objects.filter(unit__path__startswith=unit.path, on__gte=first, on__lte=last, withdrawn_at=None)
    found = (
        rows.filter(disputed_at=None)
        .values("unit__region__name", "category__name")
        .annotate(
            families=Count("guardianship__case", distinct=True),
            marks=Count("pk"),
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
            hours=Sum("hours"),
        )
        .order_by("unit__region__name", "category__name")
    )
    return [
        HelpSum(
            row["unit__region__name"] or "",
            row["category__name"],
            row["families"],
            row["marks"],
            row["confirmed"],
            row["hours"] or Decimal(0),
        )
        for row in found
    ]


def list_categories_of_help() -> list[tuple[str, str]]:
    return [(category.pk, category.name) for category in families.list_categories(archived=True)]


def get_report(actor: Actor, report_id: UUID) -> GuardianReport:
    rows = GuardianReport.objects.select_related("guardianship__case", "guardianship__guardian", "unit", "read_by")
    found = rows.filter(pk=report_id).first()
    if found is None or not (
        access.coordinates(actor, found.unit.path) or access.is_guardian(actor, found.guardianship)
    ):
        raise NotSeen
    return found


def list_reports(actor: Actor, unit: Unit, *, unread: bool = False, after: str | None = None) -> Page[GuardianReport]:
    """The newest first."""
    access.require_coordinator(actor, unit.path)
    rows = GuardianReport.objects.filter(unit__path__startswith=unit.path)
    rows = rows.filter(read_at=None) if unread else rows
    joined = rows.select_related("guardianship__case", "guardianship__guardian", "unit")
    return keyset(joined, order=("-sent_at", "-id"), size=PAGE, after=after)


def list_reports_of_pair(guardianship_id: UUID) -> list[GuardianReport]:
    """The newest month first. The caller has checked that the actor may see the pair."""
    return list(GuardianReport.objects.filter(guardianship=guardianship_id).order_by("-month"))


def _of_unit(actor: Actor, unit: Unit) -> "QuerySet[HelpFact]":
    access.require_coordinator(actor, unit.path)
    return HelpFact.objects.filter(unit__path__startswith=unit.path)
