"""Where units stand against the norms: read from the results, which actions keep. The same lines for pages, reports and
exports; the number of statements does not depend on the number of units."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import DateField, UUIDField
from django.urls import reverse

from uchastie.crm.insight import access, rules
from uchastie.crm.insight.models import Result
from uchastie.crm.insight.queries.norms import Norms, get_norms
from uchastie.crm.insight.rules import (
    Block,
    BlockStanding,
    How,
    Line,
    Met,
    Norm,
    Part,
    Period,
    Span,
    Standing,
    Verdict,
    Way,
    words,
)
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.prepared import Prepared

_HISTORY: Prepared[tuple[str, str, dt.date, int, int | None, str]] = Prepared(
    lambda unit, first, last: Result.objects.filter(
        unit_id=unit, span=Span.MONTH, first__gte=first, first__lte=last
    ).values_list("norm_id", "norm__how", "first", "fact", "whole", "met"),
    unit=UUIDField(),
    first=DateField(),
    last=DateField(),
)

type Key = tuple[str, str, dt.date]  # norm, span of the slot, its first day


def get_standing(actor: Actor, unit: Unit, period: Period, *, norms: Norms | None = None) -> Standing:
    """Three statements, one when the norms are at hand. Who may not count the unit does not see it (NotSeen)."""
    return list_standings(actor, [unit], period, norms=norms)[unit.pk]


def list_standings(
    actor: Actor, units: Collection[Unit], period: Period, *, norms: Norms | None = None
) -> dict[UUID, Standing]:
    """Of several units; three statements for any number of them."""
    for unit in units:
        access.require_counter(actor, unit)
    slots = _slots(period)
    rows = Result.objects.filter(unit__in=[unit.pk for unit in units], first__gte=slots[0].first)
    found: dict[UUID, dict[Key, Result]] = defaultdict(dict)
    for row in rows.filter(first__lte=slots[-1].first):
        found[row.unit_id][(row.norm_id, row.span, row.first)] = row
    norms = norms or get_norms()
    return {unit.pk: _standing(unit.pk, period, norms, found[unit.pk]) for unit in units}


def list_history(actor: Actor, unit: Unit, period: Period, *, count: int) -> dict[str, list[float | None]]:
    """The last `count` months of every norm up to this one as its line shows them: counts and states as they are,
    shares in per cent, None without data. One statement."""
    access.require_counter(actor, unit)
    months = [rules.month_of(period)]
    while len(months) < count:
        months.insert(0, months[0].before)
    found: dict[str, dict[dt.date, float | None]] = defaultdict(dict)
    for code, how, day, fact, whole, met in _HISTORY.all(unit=unit.pk, first=months[0].first, last=months[-1].first):
        share = 100 * fact / whole if whole else None
        value = share if how == How.SHARE else float(fact)
        found[code][day] = None if met == Met.NO_DATA else value
    return {code: [by_month.get(month.first) for month in months] for code, by_month in found.items()}


def _slots(period: Period) -> list[Period]:
    """Every week and month of the period, by first day."""
    if period.span is Span.WEEK:
        return [period]
    slots = [*rules.parts_of(period, Span.MONTH), *rules.weeks_of(period)]
    return sorted(slots, key=lambda slot: slot.first)


def _standing(unit_id: UUID, period: Period, norms: Norms, found: dict[Key, Result]) -> Standing:
    lines: dict[Block, list[Line]] = {block: [] for block in Block}
    for row in norms.rows:
        if period.span is Span.WEEK and row.span != Span.WEEK:
            continue
        results = [one for slot in _own_slots(Span(row.span), period) if (one := _last(row.code, slot, found))]
        if results:
            line = _line(unit_id, period, norms, row.code, results)
            lines[line.block].append(line)
    as_of = max((result.as_of for result in found.values()), default=None)
    blocks = tuple(BlockStanding(block, tuple(some)) for block, some in lines.items() if some)
    return Standing(unit_id, period, as_of, blocks)


def _own_slots(span: Span, period: Period) -> list[list[Period]]:
    """For each own period of the norm inside the looked-at one: the slots that tell of it, the best first."""
    if span is Span.WEEK:
        return [[week] for week in rules.parts_of(period, Span.WEEK)]
    months = list(reversed(rules.parts_of(period, Span.MONTH)))
    if span in {Span.SINCE, Span.AT}:
        return [months]
    return [[month for month in months if part.holds(month.first)] for part in rules.parts_of(period, span)]


def _last(code: str, slots: Sequence[Period], found: dict[Key, Result]) -> Result | None:
    return next((row for slot in slots if (row := found.get((code, slot.span, slot.first)))), None)


def _line(unit_id: UUID, period: Period, norms: Norms, code: str, results: Sequence[Result]) -> Line:
    last = results[-1]
    slot = rules.period_at(Span(last.span), last.first)
    row = next(row for row in norms.rows if row.code == code)
    norm = norms.at(row, slot)
    assert norm is not None  # noqa: S101 - a result has been counted by it
    parts = tuple(part_of(norm, result) for result in results)
    verdict = Verdict(last.fact, last.whole, last.plan, Met(last.met))
    over = len(parts) > 1 and last.as_of >= min(period.last, slot.last) and slot.last >= parts[-1].period.last
    shown = _of_all(parts) if over and last.as_of >= _end(period, slot) else None
    evidence = f"{reverse('insight:evidence', args=[code])}?unit={unit_id}&period={slot.code}"
    return Line(
        code=code,
        name=row.name,
        block=norm.block,
        span=norm.span,
        mandatory=last.mandatory,
        source=norm.source,
        fact=shown.fact if shown else verdict.fact,
        whole=None if shown else verdict.whole,
        plan=shown.plan if shown else verdict.plan,
        share=shown.fact / shown.plan if shown else rules.fulfilment(verdict, norm.how),
        met=shown.met if shown else verdict.met,
        fact_text=f"{shown.fact} из {shown.plan}" if shown else words.fact_text(norm, verdict),
        plan_text=words.plan_text(norm, verdict),
        words=_words(norm, verdict, last, parts, whole=shown is not None),
        evidence=evidence,
        next_url=norm.next_url,
        next_label=norm.next_label,
        parts=parts,
        frozen=all(result.frozen_at for result in results),
        corrections=sum(result.corrections for result in results),
        forecast=_forecast(norm, last) if shown is None else None,
    )


def _forecast(norm: Norm, last: Result) -> float | None:
    if norm.how is not How.COUNT or not last.left or not last.plan:
        return None
    return min(1.0, Way(last.passed, last.left).forecast(last.fact)[1] / last.plan)


def _end(period: Period, slot: Period) -> dt.date:
    """The day after which the looked-at period has nothing more to come for this kind of slot."""
    return rules.weeks_of(period)[-1].last if slot.span is Span.WEEK else period.last


def part_of(norm: Norm, result: Result) -> Part:
    slot = rules.period_at(Span(result.span), result.first)
    own = slot if norm.span in {Span.SINCE, Span.AT} else rules.period_at(norm.span, slot.first)
    return Part(own, result.fact, result.whole, result.plan, Met(result.met), result.frozen_at is not None)


def _of_all(parts: Sequence[Part]) -> Verdict:
    """Of a period that is over: how many own periods were met of those with data."""
    known = [part for part in parts if part.met is not Met.NO_DATA]
    met = sum(part.met is Met.YES for part in known)
    if not known:
        return Verdict(0, None, len(parts), Met.NO_DATA)
    return Verdict(met, None, len(parts), Met.YES if met == len(parts) else Met.NO)


def _words(norm: Norm, verdict: Verdict, last: Result, parts: Sequence[Part], *, whole: bool) -> str:
    if whole:
        return words.of_parts(norm, parts)
    said = words.words(norm, verdict, Way(last.passed, last.left))
    earlier = words.before(norm, parts[:-1]) if norm.how is not How.STATE else ""
    return f"{said}; {earlier}" if earlier else said
