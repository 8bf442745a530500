"""What plans of matching have come to, region by region (for the federal team). Counts only, no family."""

from dataclasses import dataclass

from uchastie.crm.families import queries as families
from uchastie.crm.matching import queries as matching
from uchastie.crm.matching.models import Plan
from uchastie.crm.network.models import Unit
from uchastie.crm.oversight.queries.snapshots import list_headquarters
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Of one plan. `gap`: how far from the best possible, a share; lines by what became of them."""

    needs: int
    planned: int
    in_turn: int
    gap: float
    lines: int
    accepted: int
    waiting: int
    rejected: int
    overtaken: int

    @property
    def coverage(self) -> float | None:
        """Share of the needs the plan meets; None when nobody asked for anything."""
        return self.planned / self.needs if self.needs else None


@dataclass(frozen=True, slots=True)
class PlanLineOfRegion:
    unit: Unit
    waiting: int  # families that wait at this moment, of the whole region
    plan: Plan | None
    figures: PlanFigures | None


def list_plans(actor: Actor) -> list[PlanLineOfRegion]:
    """Each region with the newest plan of its headquarters; where families wait and nobody has planned stands first.
    Three statements for any number of regions."""
    newest = {plan.unit_id: plan for plan in matching.list_newest()}
    waiting = families.count_waiting_by_region()
    lines = []
    for unit in list_headquarters(actor):
        plan = newest.get(unit.pk)
        figures = figures_of(plan) if plan else None
        lines.append(PlanLineOfRegion(unit, waiting.get(unit.region_id or "", 0), plan, figures))
    return sorted(lines, key=_order)


def _order(line: PlanLineOfRegion) -> tuple[object, ...]:
    undecided = line.figures.waiting if line.figures else 0
    return (not (line.waiting and line.plan is None), -undecided, -line.waiting, line.unit.name)


def figures_of(plan: Plan) -> PlanFigures:
    """Of a plan that `matching.list_newest` has counted."""
    counts = {name: getattr(plan, name) for name in ("accepted", "waiting", "rejected", "overtaken")}
    return PlanFigures(
        needs=plan.needs,
        planned=plan.planned.get("needs", 0),
        in_turn=plan.in_turn.get("needs", 0),
        gap=plan.gap,
        lines=sum(counts.values()),
        **counts,
    )


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Of the country: sums over the newest plans; the gap is weighed by what each plan is worth."""

    regions: int
    figures: PlanFigures
    unplanned: int  # regions where families wait and there is no plan


def total_of_plans(lines: list[PlanLineOfRegion]) -> PlanTotals:
    found = [line.figures for line in lines if line.figures]
    weights = [max(abs(line.plan.planned.get("value", 0.0)), 1.0) for line in lines if line.plan]
    sums = {
        name: sum(getattr(one, name) for one in found)
        for name in ("needs", "planned", "in_turn", "lines", "accepted", "waiting", "rejected", "overtaken")
    }
    gap = sum(one.gap * weight for one, weight in zip(found, weights, strict=True)) / sum(weights) if weights else 0.0
    unplanned = sum(line.waiting > 0 and line.plan is None for line in lines)
    return PlanTotals(len(found), PlanFigures(gap=gap, **sums), unplanned)
