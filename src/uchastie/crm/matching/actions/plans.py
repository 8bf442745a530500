"""Plans of a whole headquarters. Nothing here starts a guardianship: a coordinator accepts, and the place is reserved by
the same door as a choice by hand."""

from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.journal import actions as journal
from uchastie.crm.matching import access, queries, rules
from uchastie.crm.matching.models import Plan, PlanLine
from uchastie.crm.matching.queries.plans import PATIENCE
from uchastie.crm.matching.rules import LineState, PlanState
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.jobs import job

MOST_NOTE = 500
GONE = "Семья или опекун теперь в другом штабе."


@transaction.atomic
def ask_plan(*, actor: Actor, unit: Unit | None) -> Plan:
    """The plan is made in the background; asked for twice at once it is made once. One that was never finished does not
    stand in the way for long."""
    unit = access.require_headquarters(actor, unit)
    stuck = Plan.objects.filter(unit=unit, state=PlanState.MAKING, asked_at__lt=clock.now() - PATIENCE)
    stuck.update(state=PlanState.FAILED)
    try:
        with transaction.atomic():
            plan = Plan.objects.create(unit=unit, asked_at=clock.now(), asked_by_id=actor.user_id)
    except IntegrityError:  # somebody has asked already; it may be ready by now
        return Plan.objects.filter(unit=unit).order_by("-asked_at", "-id")[0]
    journal.record(actor, verb="plan_asked", object_kind="matching.plan", object_id=plan.pk, unit_id=unit.pk)
    make_later.enqueue(str(plan.pk))
    return plan


@job
def make_later(plan_id: str) -> None:
    """What breaks is said on the page: nobody waits for a plan that does not come."""
    try:
        make_plan(UUID(plan_id))
    except Exception:
        Plan.objects.filter(pk=plan_id, state=PlanState.MAKING).update(state=PlanState.FAILED)
        raise


def make_plan(plan_id: UUID) -> None:
    """The solver runs outside of any transaction; what it has found is written at once, by whoever comes first."""
    plan = Plan.objects.select_related("unit").filter(pk=plan_id, state=PlanState.MAKING).first()
    if plan is None:
        return
    made_at = clock.now()
    model, cases, helpers = queries.model_of_unit(plan.unit)
    solution = rules.solve(model)
    turn = rules.in_turn(model)
    plan.state, plan.made_at = PlanState.READY, made_at
    plan.seconds, plan.gap = solution.seconds, solution.gap
    plan.families, plan.guardians = len(cases), len(helpers)
    plan.places = sum(helper.free for helper in model.helpers.values())
    asked = [need for family in model.families for need in family.home.needs]
    plan.needs, plan.urgent = len(asked), sum(need.weight > 1 for need in asked)
    plan.planned, plan.in_turn = (asdict(rules.sums_of(model, lines)) for lines in (solution.lines, turn))
    _write(plan, _lines(plan, model, solution))


@transaction.atomic
def _write(plan: Plan, lines: list[PlanLine]) -> None:
    """Two workers may have counted: the second finds the plan made, or given up meanwhile."""
    if Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.MAKING).exists():
        plan.save()
        PlanLine.objects.bulk_create(lines)


def _lines(plan: Plan, model: rules.Model, solution: rules.Solution) -> list[PlanLine]:
    families = {family.case_id: family for family in model.families}
    return [
        PlanLine(
            plan=plan,
            place=place,
            case_id=line.case_id,
            guardian_id=line.guardian_id,
            need_ids=[str(need) for need in line.need_ids],
            asked=len(families[line.case_id].home.needs),
            distance_km=line.distance_km,
            waited_days=families[line.case_id].waited_days,
            reasons=rules.reasons_of(model, line),
        )
        for place, line in enumerate(solution.lines)
    ]


def accept_lines(*, actor: Actor, plan_id: UUID, line_ids: Collection[UUID]) -> tuple[int, int]:
    """Each line in a transaction of its own, through the reservation of a choice by hand: what is refused for one stops
    none of the others, and two coordinators with two plans never hold guardians the other waits for. Answers with how
    many were reserved and how many life has overtaken: those keep the reason."""
    plan = queries.get_plan(actor, plan_id)
    if not line_ids:
        raise Refusal("no_lines", "Отметьте хотя бы одну строку.", field="lines")
    rows = plan.lines.filter(pk__in=list(line_ids), state=LineState.WAITING).order_by("place")
    states = [_accept(actor, line_id) for line_id in rows.values_list("pk", flat=True)]
    return states.count(LineState.ACCEPTED), states.count(LineState.OVERTAKEN)


@transaction.atomic
def _accept(actor: Actor, line_id: UUID) -> LineState | None:
    """None: somebody has decided it meanwhile."""
    line = PlanLine.objects.select_for_update(of=("self",)).filter(pk=line_id, state=LineState.WAITING).first()
    if line is None:
        return None
    try:
        with transaction.atomic():
            needs = [UUID(need) for need in line.need_ids]
            line.pair = guardianship.propose(
                actor=actor, case_id=line.case_id, guardian_id=line.guardian_id, need_ids=needs
            )
        line.state = LineState.ACCEPTED
    except (Refusal, NotSeen) as no:
        words = no.message if isinstance(no, Refusal) else GONE
        line.pair, line.state, line.note = None, LineState.OVERTAKEN, words[:MOST_NOTE]
    _decide(actor, line)
    return LineState(line.state)


@transaction.atomic
def reject_lines(*, actor: Actor, plan_id: UUID, line_ids: Collection[UUID]) -> int:
    """Put aside; the next plan may offer the same again."""
    plan = queries.get_plan(actor, plan_id)
    rows = list(plan.lines.select_for_update().filter(pk__in=list(line_ids), state=LineState.WAITING))
    for line in rows:
        line.state = LineState.REJECTED
        _decide(actor, line)
    return len(rows)


def _decide(actor: Actor, line: PlanLine) -> None:
    line.decided_at, line.decided_by_id = clock.now(), actor.user_id
    line.save(update_fields=["pair", "state", "note", "decided_at", "decided_by"])
