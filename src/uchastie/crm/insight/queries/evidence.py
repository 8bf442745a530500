"""The records behind a norm."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.insight import access
from uchastie.crm.insight.models import Correction, Counting
from uchastie.crm.insight.models import Norm as NormRow
from uchastie.crm.insight.queries.figures import figure_of
from uchastie.crm.insight.queries.norms import Norms, get_norms
from uchastie.crm.insight.queries.numbers import sum_of
from uchastie.crm.insight.rules import EARLIEST, Figure, Norm, Period, Span, own_period, period_at, period_of_code
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock, measures
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import Evidence, Kind

LIMIT = 200  # records shown of one measure


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """`rows` is None for those who may see numbers only."""

    name: str
    total: int
    is_state: bool
    rows: list[Evidence] | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class NormEvidence:
    row: NormRow
    slot: Period
    first: dt.date
    last: dt.date
    today: dt.date
    measures: tuple[MeasureRows, ...]
    history: tuple[Correction, ...]


def get_evidence(
    actor: Actor, unit: Unit, code: str, period: str, *, limit: int = LIMIT, norms: Norms | None = None
) -> tuple[Period, NormEvidence]:
    """The slot that was asked for (nonsense is the present one) and what its number is made of."""
    access.require_counter(actor, unit)
    norms = norms or get_norms()
    row = next((one for one in norms.rows if one.pk == code), None)
    if row is None:
        raise NotSeen
    today = clock.today(unit.zone)
    slot = slot_of(row, period, today)
    norm = norms.at(row, slot)
    if norm is None:
        raise NotSeen
    first, last = _days(norm, slot, unit, today)
    known = {measure.code for measure in measures.list_all()}
    found = tuple(_rows(actor, unit, code, first, last, limit) for code in norm.codes if code in known)
    history = list_corrections(unit, row, slot) if limit == LIMIT else ()
    return slot, NormEvidence(row, slot, first, last, today, found, history)


def slot_of(row: NormRow, period: str, today: dt.date) -> Period:
    """A week for norms by week, a month for all others; a longer period is its last month that has begun."""
    span = Span.WEEK if row.span == Span.WEEK else Span.MONTH
    asked = period_of_code(period, today, otherwise=span)
    return asked if asked.span is span else period_at(span, min(asked.last, today))


def _days(norm: Norm, slot: Period, unit: Unit, today: dt.date) -> tuple[dt.date, dt.date]:
    if norm.span is not Span.SINCE:
        return own_period(norm, slot, None)[0], min(slot.last, today)
    connected = Counting.objects.filter(unit=unit).values_list("connected_on", flat=True).first()
    first = own_period(norm, slot, connected or EARLIEST)[0]
    return first, min(slot.last, today)


def _rows(actor: Actor, unit: Unit, code: str, first: dt.date, last: dt.date, limit: int) -> MeasureRows:
    measure = measures.get(code)
    try:
        rows = measure.rows(actor, unit.pk, first, last, limit)
    except NotSeen:
        rows = None
    total = sum_of(unit.pk, code, first, last)
    return MeasureRows(measure.name, total, measure.kind is Kind.STATE, rows, figure_of(code))


def list_corrections(unit: Unit, row: NormRow, slot: Period) -> tuple[Correction, ...]:
    rows = Correction.objects.filter(
        result__unit=unit, result__norm=row, result__span=slot.span, result__first=slot.first
    )
    return tuple(rows.select_related("by").order_by("-at", "-pk"))
