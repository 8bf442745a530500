"""Reads of guardians: a region sees its own, the federal team sees all, a guardian sees itself."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from uchastie.crm.guardians import access, guards
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import Gate, GateState, GuardianState, are_passed
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def _guardians() -> "QuerySet[Guardian]":
    return Guardian.objects.select_related("unit__region", "region", "representative")


def visible_to(actor: Actor) -> "QuerySet[Guardian]":
    if access.is_verifier(actor):
        return _guardians()
    if actor.kind is ActorKind.HOLDER:
        return _guardians().filter(pk=actor.id)
    seen = Q(pk__in=[])
    for path in actor.paths(*access.COORDINATORS):
        seen |= Q(unit__path__startswith=path)
    return _guardians().filter(seen)


def get_guardian(actor: Actor, guardian_id: UUID) -> Guardian:
    guardian = visible_to(actor).filter(pk=guardian_id).first()
    if guardian is None:
        raise NotSeen
    return guardian


def wait_for_guardian(guardian_id: UUID) -> Guardian:
    """Locked until the end of the transaction, so that its places are given one by one."""
    guardian = Guardian.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=guardian_id).first()
    if guardian is None:
        raise NotSeen
    return guardian


def list_ready(unit: Unit) -> "QuerySet[Guardian]":
    """Those of the unit's region who may be asked to take a family, with what they can do."""
    rows = _guardians().filter(state=GuardianState.READY, unit__region_id=unit.region_id)
    return rows.prefetch_related("capabilities", "territory").order_by("name", "pk")


def gates(guardian: Guardian) -> tuple[Gate, ...]:
    """Briefing, training and the papers that upper capabilities know of (B38, B39), in the order of work."""
    briefing = guardian.briefings.order_by("-on").first()
    training = guardian.trainings.order_by("-completed_on").first()
    own = (
        Gate("briefing", _state(briefing), "Инструктаж", "в региональном штабе"),
        Gate("training", _state(training), "Обучение", "Добро.Университет"),
    )
    return own + guards.gates_of(guardian.pk)


def _state(row: object | None) -> GateState:
    return GateState.NOW if row is None else GateState.OPEN


def is_ready(guardian: Guardian) -> bool:
    """May it be given a family now? Asked anew each time: a paper may have lapsed since."""
    return guardian.state == GuardianState.READY and are_passed(gates(guardian))


def count_applications() -> tuple[int, dt.datetime | None]:
    """How many wait for the federal team, and since when the oldest does. One statement."""
    found = Guardian.objects.filter(state=GuardianState.APPLICATION).aggregate(
        count=Count("pk"), oldest=Min("applied_at")
    )
    return found["count"], found["oldest"]
