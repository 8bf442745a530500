"""Who would fall below if a norm were changed: the last period that is over, judged once more."""

from dataclasses import dataclass, replace

from uchastie.crm.insight import rules
from uchastie.crm.insight.models import Result
from uchastie.crm.insight.queries.norms import get_norms
from uchastie.crm.insight.rules import How, Met, Norm, Numbers, Period, Span, Way, period_at
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen

SHOWN = 200
KEPT = {Met.YES, Met.ON_THE_WAY}


@dataclass(frozen=True, slots=True)
class Fallen:
    unit: Unit
    fact: str
    plan: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Judged by the last week or month that is over. `fallen` holds at most SHOWN of `falls`."""

    slot: Period
    centres: int
    kept: int
    falls: int
    rises: int
    unknown: int
    fallen: tuple[Fallen, ...]


def preview_norm(code: str, *, plan: int, floor: int) -> Preview:
    """Only the federal team asks; two statements and the norms."""
    norms = get_norms()
    row = next((one for one in norms.rows if one.pk == code), None)
    if row is None:
        raise NotSeen
    slot = period_at(Span.WEEK if row.span == Span.WEEK else Span.MONTH, clock.now().date()).before
    norm = norms.at(row, slot)
    if norm is None:
        raise NotSeen
    results = Result.objects.filter(norm=code, span=slot.span, first=slot.first)
    found = list(results.select_related("unit", "unit__region").order_by("unit__region__name", "unit__name", "pk"))
    changed = replace(norm, plan=plan, floor=floor)
    after = [rules.judge(changed, _numbers(norm, one), Way(one.passed, one.left)) for one in found]
    pairs = [(one, new, Met(one.met) in KEPT, new.met in KEPT) for one, new in zip(found, after, strict=True)]
    fallen = [(one, new) for one, new, was, will in pairs if was and not will]
    return Preview(
        slot=slot,
        centres=len(found),
        kept=sum(was for _, _, was, _ in pairs),
        falls=len(fallen),
        rises=sum(will and not was for _, _, was, will in pairs),
        unknown=sum(Met(one.met) is Met.NO_DATA for one in found),
        fallen=tuple(Fallen(one.unit, _fact(norm, one), new.plan) for one, new in fallen[:SHOWN]),
    )


def _numbers(norm: Norm, one: Result) -> Numbers:
    unknown = Met(one.met) is Met.NO_DATA
    return Numbers(None if unknown and norm.how is not How.SHARE else one.fact, one.whole)


def _fact(norm: Norm, one: Result) -> str:
    return f"{one.fact} из {one.whole}" if one.whole is not None and norm.how is How.SHARE else str(one.fact)
