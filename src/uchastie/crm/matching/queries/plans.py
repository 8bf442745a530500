"""Plans of a headquarters, and the data a plan is made of."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, Subquery

from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.matching import access
from uchastie.crm.matching.models import Plan, PlanLine
from uchastie.crm.matching.queries.fits import helper_of, home_of, known_pairs, open_needs
from uchastie.crm.matching.rules import Family, LineState, Model, PlanState, model_of
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

PATIENCE = dt.timedelta(minutes=5)  # a plan not made by then will not be made


def latest_plan(actor: Actor, unit: Unit) -> Plan | None:
    access.require_headquarters(actor, unit)
    return Plan.objects.filter(unit=unit).select_related("unit", "asked_by").order_by("-asked_at", "-id").first()


def get_plan(actor: Actor, plan_id: UUID) -> Plan:
    plan = Plan.objects.select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        raise NotSeen
    access.require_own(actor, plan.unit)
    return plan


def list_lines(plan: Plan) -> list[PlanLine]:
    """In the order of the plan. The caller has checked that the actor may see it."""
    return list(plan.lines.select_related("case", "guardian", "pair").order_by("place"))


def is_outdated(plan: Plan) -> bool:
    """Has a waiting family or a guardian of the region changed since the plan was made?"""
    if plan.made_at is None:
        return False
    changed = families.list_waiting(plan.unit).aggregate(last=Max("updated_at"))["last"]
    ready = guardians.list_ready(plan.unit).aggregate(last=Max("updated_at"))["last"]
    return any(moment is not None and moment > plan.made_at for moment in (changed, ready))


def is_stuck(plan: Plan) -> bool:
    """Asked for long ago and still not made: its work has been lost."""
    return plan.state == PlanState.MAKING and plan.asked_at < clock.now() - PATIENCE


def list_newest() -> list[Plan]:
    """The newest finished plan of each headquarters with the counts of its lines: `accepted`, `waiting`, `rejected`,
    `overtaken`. For the federal team, whom the caller has let in: figures only. One statement."""
    of_unit = Plan.objects.filter(unit=OuterRef("unit"), state=PlanState.READY).order_by("-asked_at", "-id")
    counts = {str(state): Count("lines", filter=Q(lines__state=state)) for state in LineState}
    rows = Plan.objects.filter(state=PlanState.READY, pk=Subquery(of_unit.values("pk")[:1]))
    return list(rows.select_related("unit__region").annotate(**counts))


def model_of_unit(unit: Unit) -> tuple[Model, list[FamilyCase], list[Guardian]]:
    """All waiting families of the headquarters and of those below, all guardians of the region. Seven statements."""
    cases, helpers = list(families.list_waiting(unit)), list(guardians.list_ready(unit))
    places, known, now = guardianship.places_of([one.pk for one in helpers]), known_pairs(cases), clock.now()
    asked = [
        Family(case.pk, home_of(case, open_needs(case)), max(0, (now - case.marker_at).days) if case.marker_at else 0)
        for case in cases
    ]
    return model_of(asked, {one.pk: helper_of(one, places[one.pk].free) for one in helpers}, known), cases, helpers
