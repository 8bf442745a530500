"""Looking for coincidences by itself, and plans of a whole headquarters. Nothing here starts a guardianship: a coordinator
accepts, and the place is reserved by the same door as a choice by hand."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from uchastie.crm.families import queries as families
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.journal import actions as journal
from uchastie.crm.matching import access, queries, rules
from uchastie.crm.matching.models import Coincidence, Mark, Plan, PlanLine
from uchastie.crm.matching.rules import Fit, LineState, PlanState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.jobs import job

PORTION = 200  # marks looked at in one transaction
MOST_NOTE = 500
PATIENCE = dt.timedelta(minutes=5)


def mark(*, case_id: UUID | None = None, guardian_id: UUID | None = None) -> None:
    """In the transaction of the change; not an action of a person, so without access."""
    Mark.objects.create(case_id=case_id, guardian_id=guardian_id, at=clock.now())


@transaction.atomic
def find_coincidences() -> int:
    """Of what has changed, and of nothing else. Returns how many marks were taken away; a killed worker loses none."""
    marks = list(Mark.objects.select_for_update(skip_locked=True).order_by("pk")[:PORTION])
    if not marks:
        return 0
    for case_id in dict.fromkeys(one.case_id for one in marks if one.case_id):
        case = families.find_case(case_id)
        if case is not None:
            _keep(queries.fits_of_case(case), case_id=case_id)
    for guardian_id in dict.fromkeys(one.guardian_id for one in marks if one.guardian_id):
        _keep(queries.fits_of_guardian(guardians.get_guardian(SYSTEM, guardian_id)), guardian_id=guardian_id)
    Mark.objects.filter(pk__in=[one.pk for one in marks]).delete()
    _tell()
    return len(marks)


def _keep(fits: dict[tuple[UUID, UUID], Fit], **of: UUID) -> None:
    """What is possible stays or is added; what is possible no more goes."""
    rows = Coincidence.objects.filter(**of)
    known = {(row.case_id, row.guardian_id): row for row in rows}
    gone = [row.pk for pair, row in known.items() if pair not in fits]
    Coincidence.objects.filter(pk__in=gone).delete()
    units = {case.pk: case.unit_id for case in families.list_by_ids({case_id for case_id, _ in fits})}
    now = clock.now()
    Coincidence.objects.bulk_create(
        [
            Coincidence(
                case_id=case_id,
                guardian_id=guardian_id,
                unit_id=units[case_id],
                full=fit.full,
                asked=len(fit.lines),
                found_at=now,
            )
            for (case_id, guardian_id), fit in fits.items()
            if (case_id, guardian_id) not in known
        ],
        ignore_conflicts=True,
    )


def _tell() -> None:
    """One notice for each headquarters, however many there are; the numbers stand on the page."""
    fresh = list(Coincidence.objects.filter(told_at=None).select_related("unit"))
    units = {one.unit_id: one.unit for one in fresh}
    now = clock.now()
    for unit in units.values():
        for row in network.list_coordinators(unit):
            to = messages.staff(row.user_id, unit_id=unit.pk)
            if to is not None:
                url, occasion = reverse("matching:index"), f"{now:%Y%m%d%H%M}"
                notifications.notify(
                    event="coincidences_found", about_id=unit.pk, to=to, unit_id=unit.pk, url=url, occasion=occasion
                )
    Coincidence.objects.filter(pk__in=[one.pk for one in fresh]).update(told_at=now)


@transaction.atomic
def mark_seen(*, actor: Actor, coincidence_ids: Collection[UUID]) -> int:
    """They leave the list of new ones; the families and guardians stay where they are."""
    seen = 0
    for coincidence_id in coincidence_ids:
        found = queries.get_coincidence(actor, coincidence_id)
        rows = Coincidence.objects.filter(pk=found.pk, seen_at=None)
        seen += rows.update(seen_at=clock.now(), seen_by_id=actor.user_id)
    return seen


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
    except IntegrityError:
        return Plan.objects.get(unit=unit, state=PlanState.MAKING)
    journal.record(actor, verb="plan_asked", object_kind="matching.plan", object_id=plan.pk, unit_id=unit.pk)
    make_later.enqueue(str(plan.pk))
    return plan


@job
def make_later(plan_id: str) -> None:
    make_plan(UUID(plan_id))


def make_plan(plan_id: UUID) -> None:
    """The solver runs outside of any transaction; what it has found is written at once."""
    plan = Plan.objects.select_related("unit").filter(pk=plan_id, state=PlanState.MAKING).first()
    if plan is None:
        return
    made_at = clock.now()
    model, cases, helpers = queries.model_of_unit(plan.unit)
    solution = rules.solve(model)
    turn = rules.in_turn(model)
    with transaction.atomic():
        PlanLine.objects.bulk_create(_lines(plan, model, solution))
        plan.state, plan.made_at = PlanState.READY, made_at
        plan.seconds, plan.gap = solution.seconds, solution.gap
        plan.families, plan.guardians = len(cases), len(helpers)
        plan.places = sum(helper.free for helper in model.helpers.values())
        asked = [need for family in model.families for need in family.home.needs]
        plan.needs, plan.urgent = len(asked), sum(need.weight > 1 for need in asked)
        plan.planned, plan.in_turn = (asdict(rules.sums_of(model, lines)) for lines in (solution.lines, turn))
        plan.save()


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


@transaction.atomic
def accept_lines(*, actor: Actor, plan_id: UUID, line_ids: Collection[UUID]) -> tuple[int, int]:
    """Each line by itself through the reservation of a choice by hand. Answers with how many were reserved and how many
    life has overtaken: those keep the reason."""
    plan = queries.get_plan(actor, plan_id)
    if not line_ids:
        raise Refusal("no_lines", "Отметьте хотя бы одну строку.", field="lines")
    rows = plan.lines.select_for_update().filter(pk__in=list(line_ids), state=LineState.WAITING)
    accepted = overtaken = 0
    for line in rows.order_by("place"):
        try:
            with transaction.atomic():
                needs = [UUID(need) for need in line.need_ids]
                line.pair = guardianship.propose(
                    actor=actor, case_id=line.case_id, guardian_id=line.guardian_id, need_ids=needs
                )
            line.state = LineState.ACCEPTED
            accepted += 1
        except Refusal as refusal:
            line.pair, line.state, line.note = None, LineState.OVERTAKEN, refusal.message[:MOST_NOTE]
            overtaken += 1
        _decide(actor, line)
    return accepted, overtaken


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
