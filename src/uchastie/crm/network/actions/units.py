"""Opening, editing, suspending and closing centres."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network import access, guards, queries
from uchastie.crm.network.models import OpeningHours, Premises, Region, TerritoryPart, Unit
from uchastie.crm.network.rules import (
    CentreCard,
    Interval,
    Municipality,
    Room,
    UnitKind,
    UnitStatus,
    clean_card,
    make_slug,
)
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.search import make_text

UNIT = "network.unit"


@dataclass(frozen=True, slots=True)
class CentreInput:
    """All that people write about a centre."""

    card: CentreCard
    hours: list[Interval] = field(default_factory=list)
    premises: list[Room] = field(default_factory=list)
    territory: list[Municipality] = field(default_factory=list)


@transaction.atomic
def create_centre(actor: Actor, *, region_code: str, details: CentreInput) -> Unit:
    headquarters = Unit.objects.filter(kind=UnitKind.REGION_HQ, region_id=region_code).select_related("region").first()
    if headquarters is None or headquarters.region is None:
        raise Refusal("region", "Выберите регион из списка.", field="region")
    if not access.may_open_in(actor, headquarters):
        raise NotSeen
    card = clean_card(details.card)
    slug = free_slug(make_slug(card.name), region_code)
    unit = Unit.objects.create(
        parent=headquarters,
        path=f"{headquarters.path}{slug}/",
        slug=slug,
        kind=UnitKind.CENTRE,
        region=headquarters.region,
        **_columns(card, headquarters.region),
    )
    _write_parts(unit, details)
    journal.record(actor, verb="opened", object_kind=UNIT, object_id=unit.pk, unit_id=unit.pk)
    return unit


@transaction.atomic
def update_centre(actor: Actor, *, unit_id: UUID, version: int | None, details: CentreInput) -> Unit:
    """The address of the centre's page does not change with its name: posters and links stay good."""
    unit = queries.get_unit(actor, unit_id)
    access.require_edit(actor, unit)
    unit.require_version(version)
    card = clean_card(details.card)
    if unit.region is None:
        raise NotSeen
    changes = _columns(card, unit.region)
    changed = sorted(name for name, value in changes.items() if getattr(unit, name) != value)
    unit.apply(**changes)
    for rows in (unit.hours, unit.territory):
        rows.all().delete()
    _write_parts(unit, details)
    journal.record(actor, verb="edited", object_kind=UNIT, object_id=unit.pk, unit_id=unit.pk, fields=changed)
    return unit


@transaction.atomic
def change_status(actor: Actor, *, unit_id: UUID, version: int | None, status: UnitStatus) -> Unit:
    """A suspended centre is not shown to citizens; the staff of a closed one lose access."""
    unit = queries.get_unit(actor, unit_id)
    access.require_status_change(actor, unit)
    unit.require_version(version)
    if status != UnitStatus.CLOSED and (why := guards.why_closed(unit)):
        raise Refusal("licence", why)
    return _set_status(actor, unit, status)


@transaction.atomic
def change_access(actor: Actor, *, unit: Unit, status: UnitStatus) -> Unit:
    """What the licence of the centre does; the caller has checked the right. The staff feel it at the next request."""
    unit.refresh_from_db()
    return _set_status(actor, unit, status)


def _set_status(actor: Actor, unit: Unit, status: UnitStatus) -> Unit:
    if unit.status != status:
        unit.apply(status=status)
        journal.record(actor, verb=f"made_{status}", object_kind=UNIT, object_id=unit.pk, unit_id=unit.pk)
    return unit


def _columns(card: CentreCard, region: Region) -> dict[str, Any]:
    columns = asdict(card)
    words = make_text(card.name, card.town, card.address, card.host_name, card.host_inn, card.phone, region.name)
    return columns | {"tz": card.tz or region.tz, "search_text": words}


def _write_parts(unit: Unit, details: CentreInput) -> None:
    OpeningHours.objects.bulk_create(
        [OpeningHours(unit=unit, weekday=i.weekday, opens=i.opens, closes=i.closes) for i in details.hours]
    )
    _write_rooms(unit, details)
    TerritoryPart.objects.bulk_create([TerritoryPart(unit=unit, **asdict(part)) for part in details.territory])


def _write_rooms(unit: Unit, details: CentreInput) -> None:
    """A room whose name stays is the same room: meetings are agreed in it."""
    known = {room.name: room for room in unit.premises.all()}
    for room in details.premises:
        kept = known.pop(room.name, None) or Premises(unit=unit)
        for name, value in asdict(room).items():
            setattr(kept, name, value)
        kept.save()
    Premises.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()


def free_slug(wanted: str, region_code: str) -> str:
    """The wanted one; when it is taken, with the region, then with a number."""
    taken = set(Unit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    named = [wanted, f"{wanted}-{region_code}", *(f"{wanted}-{region_code}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in named if slug not in taken)
