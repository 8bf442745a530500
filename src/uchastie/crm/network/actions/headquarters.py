"""Municipal headquarters and the centres that stand under them."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network import access, queries
from uchastie.crm.network.actions.units import UNIT, free_slug
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, make_slug
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.search import make_text


@transaction.atomic
def create_headquarters(actor: Actor, *, region_code: str, name: str, centres: Collection[UUID] = ()) -> Unit:
    """Of a town or a district; its coordinator sees the centres that stand under it, and no others."""
    region_hq = Unit.objects.filter(kind=UnitKind.REGION_HQ, region_id=region_code).select_related("region").first()
    if region_hq is None or region_hq.region is None:
        raise Refusal("region", "Выберите регион из списка.", field="region")
    if not access.may_open_in(actor, region_hq):
        raise NotSeen
    name = _clean_name(region_hq, name)
    slug = free_slug(make_slug(name), region_code)
    unit = Unit.objects.create(
        parent=region_hq,
        path=f"{region_hq.path}{slug}/",
        slug=slug,
        kind=UnitKind.MUNICIPAL_HQ,
        region=region_hq.region,
        name=name,
        tz=region_hq.region.tz,
        search_text=make_text(name, region_hq.region.name),
    )
    journal.record(actor, verb="opened", object_kind=UNIT, object_id=unit.pk, unit_id=unit.pk)
    _place_centres(actor, unit, region_hq, centres)
    return unit


@transaction.atomic
def update_headquarters(
    actor: Actor, *, unit_id: UUID, version: int | None, name: str, centres: Collection[UUID]
) -> Unit:
    unit = queries.get_unit(actor, unit_id)
    region_hq = unit.parent
    if unit.kind != UnitKind.MUNICIPAL_HQ or region_hq is None or unit.region is None:
        raise NotSeen
    access.require_headquarters_edit(actor, unit)
    unit.require_version(version)
    name = _clean_name(region_hq, name, but=unit.pk)
    unit.apply(name=name, search_text=make_text(name, unit.region.name))
    journal.record(actor, verb="edited", object_kind=UNIT, object_id=unit.pk, unit_id=unit.pk, fields=["name"])
    _place_centres(actor, unit, region_hq, centres)
    return unit


def _clean_name(region_hq: Unit, name: str, *, but: UUID | None = None) -> str:
    name = " ".join(name.split())
    if len(name) < 3:
        raise Refusal("name", "Напишите название штаба: Штаб города Екатеринбурга.", field="name")
    same = Unit.objects.filter(parent=region_hq, kind=UnitKind.MUNICIPAL_HQ, name__iexact=name)
    if any(other.pk != but for other in same):
        raise Refusal("name", "Такой штаб в этом регионе уже есть.", field="name")
    return name[:200]


def _place_centres(actor: Actor, unit: Unit, region_hq: Unit, chosen: Collection[UUID]) -> None:
    """Those chosen come under the headquarters, those let go return under the region. Visibility follows the path, so
    it changes with this very transaction; addresses of pages stay."""
    wanted = set(chosen)
    for centre in queries.list_centres_to_place(unit):
        inside = centre.parent_id == unit.pk
        if (centre.pk in wanted) == inside:
            continue
        parent = region_hq if inside else unit
        centre.apply(parent=parent, path=f"{parent.path}{centre.slug}/")
        journal.record(
            actor, verb="moved", object_kind=UNIT, object_id=centre.pk, unit_id=centre.pk, under=str(parent.pk)
        )
