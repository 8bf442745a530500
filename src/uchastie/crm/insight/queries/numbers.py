"""What the table of days adds up to for many units at once: the ground of every result."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Sum

from uchastie.crm.insight.models import DayMeasure
from uchastie.crm.insight.rules import Norm, Numbers, Period, Span, own_period
from uchastie.kernel import measures
from uchastie.kernel.measures import Kind

type Sums = dict[tuple[UUID, str, dt.date | None], int]  # unit, measure, first day (None: since the connection)
type States = dict[tuple[UUID, str], int]


def list_numbers(
    unit_ids: Collection[UUID], norms: Sequence[Norm], slot: Period, as_of: dt.date
) -> dict[tuple[UUID, str], Numbers]:
    """By unit and norm, as at the end of the day `as_of`. At most three statements for any number of units."""
    kinds = {measure.code: measure.kind for measure in measures.list_all()}
    flows = {code for norm in norms for code in norm.codes if kinds[code] is Kind.FLOW}
    states = {code for norm in norms for code in norm.codes if kinds[code] is Kind.STATE}
    sums = _sums(unit_ids, norms, flows, slot, as_of)
    held = _states(unit_ids, states, as_of)
    found = {}
    for unit in unit_ids:
        for norm in norms:
            first = _first(norm, slot)
            parts = [_value(unit, code, first, sums, held, flows) for code in norm.parts]
            wholes = [_value(unit, code, first, sums, held, flows) for code in norm.wholes]
            found[unit, norm.code] = Numbers(_add(parts), _add(wholes) if wholes else None)
    return found


def _add(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _value(
    unit: UUID, code: str, first: dt.date | None, sums: Sums, held: States, flows: Collection[str]
) -> int | None:
    return sums.get((unit, code, first), 0) if code in flows else held.get((unit, code))


def _first(norm: Norm, slot: Period) -> dt.date | None:
    return None if norm.span is Span.SINCE else own_period(norm, slot, None)[0]


def _sums(
    unit_ids: Collection[UUID], norms: Sequence[Norm], flows: Collection[str], slot: Period, as_of: dt.date
) -> Sums:
    """Flows of several periods by one statement, those since the connection by another."""
    wanted: dict[dt.date | None, set[str]] = defaultdict(set)
    for norm in norms:
        wanted[_first(norm, slot)].update(code for code in norm.codes if code in flows)
    found: Sums = {}
    dated = sorted(first for first, codes in wanted.items() if first and codes)
    if dated:
        rows = DayMeasure.objects.filter(unit__in=unit_ids, code__in=flows, day__gte=dated[0], day__lte=as_of)
        sums = {f"s{place}": Sum("value", filter=Q(day__gte=first)) for place, first in enumerate(dated)}
        grouped: Any = rows.order_by().values_list("unit", "code").annotate(**sums)
        for unit, code, *values in grouped:
            found |= {(unit, code, first): value or 0 for first, value in zip(dated, values, strict=True)}
    if wanted[None]:
        since = DayMeasure.objects.filter(unit__in=unit_ids, code__in=wanted[None], day__lte=as_of)
        since = since.filter(day__gte=F("unit__counting__connected_on"))
        connected: Any = since.order_by().values_list("unit", "code").annotate(n=Sum("value"))
        found |= {(unit, code, None): value for unit, code, value in connected}
    return found


def _states(unit_ids: Collection[UUID], codes: Collection[str], as_of: dt.date) -> States:
    """The last known values: rows come oldest first, the last one stays."""
    if not codes:
        return {}
    rows = DayMeasure.objects.filter(unit__in=unit_ids, code__in=codes, day__lte=as_of).order_by("day")
    return {(unit, code): value for unit, code, value in rows.values_list("unit", "code", "value").iterator(5000)}


def sum_of(unit_id: UUID, code: str, first: dt.date, last: dt.date) -> int:
    """One measure of one unit, as its evidence is shown."""
    rows = DayMeasure.objects.filter(unit=unit_id, code=code, day__lte=last)
    if measures.get(code).kind is Kind.STATE:
        return rows.order_by("-day").values_list("value", flat=True).first() or 0
    return rows.filter(day__gte=first).aggregate(n=Sum("value"))["n"] or 0
