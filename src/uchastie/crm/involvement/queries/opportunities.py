"""What one may take part in: for staff, for everybody, for a person who is in by a code."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q

from uchastie.crm.involvement import access
from uchastie.crm.involvement.models import Opportunity
from uchastie.crm.involvement.rules import LIVING
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE, OPEN = 30, 60


def list_opportunities(actor: Actor, unit: Unit | None, *, after: str | None = None) -> Page[Opportunity]:
    """Of the unit and of all below it, the newest first, with the number of people who hold or prepare the role."""
    home = access.require_reader(actor, unit)
    living = Count("roles", filter=Q(roles__state__in=sorted(LIVING)))
    rows = Opportunity.objects.filter(unit__path__startswith=home.path).select_related("unit")
    return keyset(rows.annotate(people=living), order=("-made_at", "-id"), size=PAGE, after=after)


def get_opportunity(actor: Actor, opportunity_id: UUID, *, lock: bool = False) -> Opportunity:
    rows = Opportunity.objects.filter(access.seen_by(actor)).select_related("unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=opportunity_id).first()
    if found is None:
        raise NotSeen
    return found


def list_open(unit_ids: Collection[UUID]) -> list[Opportunity]:
    """For everybody: of these units, with their groups."""
    rows = Opportunity.objects.filter(unit__in=list(unit_ids), closed_at=None)
    return list(rows.select_related("unit").prefetch_related("groups").order_by("unit__name", "-made_at", "id")[:OPEN])


def has_open(unit: Unit) -> bool:
    return Opportunity.objects.filter(unit=unit, closed_at=None).exists()


def get_open(opportunity_id: UUID) -> Opportunity:
    """What everybody may answer."""
    rows = Opportunity.objects.select_related("unit").prefetch_related("groups")
    found = rows.filter(pk=opportunity_id, closed_at=None, unit__kind=UnitKind.CENTRE).first()
    if found is None:
        raise NotSeen
    return found
