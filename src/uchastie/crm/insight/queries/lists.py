"""Lists of centres of a headquarters: by blocks from ratings, by one norm from results. Never a rating of people, and
never in the order of success: by town and name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from uchastie.crm.insight import access
from uchastie.crm.insight.models import Rating, Result
from uchastie.crm.insight.queries.norms import get_norms
from uchastie.crm.insight.rules import Block, Met, Period, Span
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.words import sort_key

PAGE = 50
SUMS = tuple(f"{block}_{what}" for block in Block for what in ("kept", "known"))


@dataclass(frozen=True, slots=True)
class Group:
    """A region, or the whole of a headquarters."""

    code: str
    name: str
    unit_id: object
    centres: int
    care: int  # centres with a mandatory norm that is missed or endangered
    blocks: tuple[tuple[int, int], ...]  # kept and known norms by block, of all centres together
    before: tuple[tuple[int, int], ...]  # the same a month ago


@dataclass(frozen=True, slots=True)
class CentreRow:
    unit: Unit
    care: int
    blocks: tuple[tuple[int, int], ...]
    before: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NormRow:
    """One norm over all centres of the list."""

    code: str
    name: str
    mandatory: bool
    counts: dict[str, int]  # by Met


def _ratings(unit: Unit, period: Period) -> QuerySet[Rating]:
    rows = Rating.objects.filter(first=period.first)
    return rows if unit.path == "/" else rows.filter(path__startswith=unit.path)


def _results(unit: Unit, period: Period) -> QuerySet[Result]:
    rows = Result.objects.filter(span=Span.MONTH, first=period.first)
    return rows if unit.path == "/" else rows.filter(path__startswith=unit.path)


def list_regions(actor: Actor, unit: Unit, period: Period) -> list[Group]:
    """Of the federal team: three statements for any number of regions."""
    access.require_counter(actor, unit)
    now, before = _by_region(unit, period), _by_region(unit, period.before)
    headquarters = {one.region_id: one for one in network.list_region_headquarters().select_related("region")}
    found = []
    for code, row in now.items():
        place: Any = headquarters.get(code)
        name = place.region.name if place and place.region else code
        found.append(
            Group(code, name, place.pk if place else None, row["n"], row["red"], _pairs(row), _pairs(before.get(code)))
        )
    return sorted(found, key=lambda group: group.name)


def _by_region(unit: Unit, period: Period) -> dict[str, Any]:
    grouped: Any = _ratings(unit, period).order_by().values("region")
    rows = grouped.annotate(n=Count("pk"), red=Count("pk", filter=Q(care__gt=0)), **{one: Sum(one) for one in SUMS})
    return {row["region"]: row for row in rows}


def _pairs(row: Any) -> tuple[tuple[int, int], ...]:
    if row is None:
        return ()
    get = row.get if isinstance(row, dict) else lambda name: getattr(row, name)
    return tuple((get(f"{block}_kept") or 0, get(f"{block}_known") or 0) for block in Block)


def list_rated(
    actor: Actor, unit: Unit, period: Period, *, text: str = "", only_care: bool = False, after: str | None = None
) -> Page[CentreRow]:
    """Two statements and a page of fifty."""
    access.require_counter(actor, unit)
    rows = _ratings(unit, period).select_related("unit", "unit__region")
    if only_care:
        rows = rows.filter(care__gt=0)
    if text:
        rows = rows.filter(place__contains=sort_key(text[:100]))
    found = keyset(rows, order=("place", "id"), size=PAGE, after=after)
    earlier = {
        row.unit_id: row
        for row in Rating.objects.filter(first=period.before.first, unit__in=[row.unit_id for row in found.items])
    }
    items = [CentreRow(row.unit, row.care, _pairs(row), _pairs(earlier.get(row.unit_id))) for row in found.items]
    return Page(items, found.after)


def list_by_norm(actor: Actor, unit: Unit, period: Period) -> list[NormRow]:
    """How many centres are in which state, by norm. One statement and the names."""
    access.require_counter(actor, unit)
    grouped: Any = _results(unit, period).order_by().values_list("norm", "met").annotate(n=Count("pk"))
    counts: dict[str, dict[str, int]] = {}
    for norm, met, count in grouped:
        counts.setdefault(norm, {})[met] = count
    norms = get_norms()
    found = [norms.at(row, period) for row in norms.rows if row.pk in counts]
    return [NormRow(norm.code, norm.name, norm.mandatory, counts[norm.code]) for norm in found if norm]


def list_with_norm(
    actor: Actor, unit: Unit, period: Period, code: str, *, met: str = "", after: str | None = None
) -> Page[Result]:
    """The centres of one norm, those of one state when it is asked for."""
    access.require_counter(actor, unit)
    rows = _results(unit, period).filter(norm=code).select_related("unit")
    if met in set(Met):
        rows = rows.filter(met=met)
    return keyset(rows, order=("path", "id"), size=PAGE, after=after)
