"""Reads of the network. What a unit's staff may see follows the unit's path."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, UUIDField

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.network import access
from uchastie.crm.network.models import Assignment, Import, Region, TerritoryPart, Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.notifications.queries import unread_of
from uchastie.kernel.actor import NOBODY, Actor, ActorKind, Grant
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared
from uchastie.kernel.search import search

# --- who acts ---


@dataclass(frozen=True, slots=True)
class Standing:
    """Who the user is at this moment, and the units where he is staff, in the order of assignment."""

    actor: Actor
    units: tuple[Unit, ...] = ()
    unread: int = 0  # messages behind the bell, counted by the same statement
    locked: bool = False  # he works only where the licence does not work, and may see the way to it


_ASSIGNMENTS = Prepared(
    lambda user: (
        Assignment.objects.filter(user_id=user, ended_at__isnull=True)
        .exclude(unit__status=UnitStatus.CLOSED)
        .select_related("unit__region")
        .annotate(unread=unread_of(user))
        .order_by("since", "id")
    ),
    user=UUIDField(),
)


def standing_of(user: Any) -> Standing:
    """One query. Nobody for a visitor and for a deactivated user; an ended assignment, a
    closed unit and one whose licence does not work give nothing."""
    if not user.is_authenticated or not user.is_active:
        return Standing(NOBODY)
    found = _ASSIGNMENTS.all(user=user.pk)
    assignments = [a for a in found if a.unit.status != UnitStatus.LOCKED]
    grants = tuple(Grant(a.role, a.unit_id, a.unit.path) for a in assignments)
    units = {a.unit_id: a.unit for a in assignments if a.role in STAFF}
    unread = assignments[0].unread if assignments else 0
    actor = Actor(ActorKind.USER, user.pk, user.name, grants)
    return Standing(actor, tuple(units.values()), unread, locked=bool(found) and not assignments)


def actor_of(user: Any) -> Actor:
    return standing_of(user).actor


def actor_of_key(secret: str) -> Actor | None:
    """The actor behind an API key: its user's rights at this moment, narrowed to the scopes of the key."""
    found = accounts.user_of_key(secret)
    if found is None:
        return None
    actor = actor_of(found.user)
    return Actor(ActorKind.KEY, actor.id, found.label, actor.grants, found.scopes)


def choose_unit(standing: Standing, chosen: str = "") -> Unit | None:
    """The unit to work in: the chosen one while the actor's grants cover it, else that of the first assignment."""
    for unit in standing.units:
        if str(unit.pk) == chosen:
            return unit
    if chosen and standing.units:
        below = list_units(standing.actor).filter(pk=chosen).first()
        if below is not None:
            return below
    return standing.units[0] if standing.units else None


# --- units ---


def list_regions() -> QuerySet[Region]:
    return Region.objects.order_by("name")


def list_units(actor: Actor) -> QuerySet[Unit]:
    """The units whose staff the actor belongs to, and all units below them."""
    return Unit.objects.filter(access.seen_by(actor)).select_related("region")


def get_unit(actor: Actor, unit_id: UUID) -> Unit:
    unit = list_units(actor).filter(pk=unit_id).first()
    if unit is None:
        raise NotSeen
    return unit


def get_unit_by_slug(actor: Actor, slug: str) -> Unit:
    unit = list_units(actor).filter(slug=slug).first()
    if unit is None:
        raise NotSeen
    return unit


def search_units(actor: Actor, text: str = "", region_code: str = "") -> QuerySet[Unit]:
    """Centres the actor sees, closed ones last."""
    rows = list_units(actor).filter(kind=UnitKind.CENTRE)
    if region_code:
        rows = rows.filter(region_id=region_code)
    return search(rows, text).order_by("town", "name", "pk")


def list_territory(unit: Unit) -> list[tuple[str, str]]:
    """(ОКТМО, name) of the municipalities the centre serves."""
    return list(TerritoryPart.objects.filter(unit=unit).order_by("name").values_list("oktmo", "name"))


def list_regions_with_counts(actor: Actor) -> QuerySet[Region]:
    """Regions the actor sees, each with its number of centres that are not closed."""
    seen = list_units(actor)
    open_centre = Q(units__kind=UnitKind.CENTRE) & ~Q(units__status=UnitStatus.CLOSED)
    return (
        Region.objects.filter(pk__in=seen.exclude(region=None).values("region_id"))
        .annotate(centres=Count("units", filter=open_centre & Q(units__in=seen)))
        .order_by("name")
    )


def list_headquarters(actor: Actor, region_code: str = "") -> QuerySet[Unit]:
    """Of the chosen region, or those where the actor himself works."""
    rows = list_units(actor).exclude(kind=UnitKind.CENTRE)
    if region_code:
        return rows.filter(region_id=region_code).order_by("path")
    return rows.filter(pk__in=[grant.unit_id for grant in actor.grants]).order_by("path")


def list_region_headquarters() -> QuerySet[Unit]:
    """Working ones of all regions, as everybody may see them."""
    rows = Unit.objects.filter(kind=UnitKind.REGION_HQ, status=UnitStatus.ACTIVE).exclude(region=None)
    return rows.select_related("region").order_by("region__name")


def get_region_headquarters(region_code: str) -> Unit:
    """Whatever its state is."""
    unit = Unit.objects.filter(kind=UnitKind.REGION_HQ, region_id=region_code).select_related("region").first()
    if unit is None:
        raise NotSeen
    return unit


def list_above(unit: Unit) -> QuerySet[Unit]:
    """The unit and those it stands under."""
    parts = [part for part in unit.path.split("/") if part]
    paths = ["/" + "".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) + 1)]
    return Unit.objects.filter(path__in=paths).order_by("path")


def list_centres_to_place(headquarters: Unit) -> QuerySet[Unit]:
    """Centres that stand under the municipal headquarters or directly under its region."""
    rows = Unit.objects.filter(kind=UnitKind.CENTRE, parent__in=[headquarters.pk, headquarters.parent_id])
    return rows.exclude(status=UnitStatus.CLOSED).order_by("town", "name", "pk")


def list_regions_to_open_in(actor: Actor) -> QuerySet[Region]:
    """Regions where the actor may open a centre."""
    rows = Unit.objects.filter(access.opens_in(actor), kind=UnitKind.REGION_HQ)
    return Region.objects.filter(pk__in=rows.values("region_id")).order_by("name")


def get_import(actor: Actor, import_id: UUID) -> Import:
    """One's own: the table holds names and addresses of people."""
    batch = Import.objects.filter(pk=import_id, by_id=actor.user_id).first()
    if batch is None or actor.user_id is None:
        raise NotSeen
    return batch


def get_oktmo_prefix(region_code: str) -> str:
    """The first digits of all municipalities of the region; nothing for an unknown one."""
    return Region.objects.filter(pk=region_code).values_list("oktmo_prefix", flat=True).first() or ""


def get_federal() -> Unit:
    return Unit.objects.get(path="/")


# --- public ---


def list_centres(region_code: str = "", town: str = "", text: str = "") -> QuerySet[Unit]:
    """Working centres, as everybody may see them."""
    rows = Unit.objects.filter(kind=UnitKind.CENTRE, status=UnitStatus.ACTIVE).select_related("region")
    if region_code:
        rows = rows.filter(region_id=region_code)
    if town:
        rows = rows.filter(town=town)
    return search(rows, text).order_by("region__name", "town", "name", "pk")


def find_closed_centre(slug: str) -> Unit | None:
    """A centre that takes nobody at present: its page is gone, but somebody may have had it open."""
    rows = Unit.objects.filter(kind=UnitKind.CENTRE, slug=slug).exclude(status=UnitStatus.ACTIVE)
    return rows.select_related("region").first()


def get_centre(slug: str) -> Unit:
    """A working centre with its hours, premises and territory."""
    unit = list_centres().prefetch_related("hours", "premises", "territory").filter(slug=slug).first()
    if unit is None:
        raise NotSeen
    return unit
