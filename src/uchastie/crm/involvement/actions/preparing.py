"""Preparation: a short list, every step marked, then the role begins (C8, C19)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from uchastie.crm.involvement import queries, rules
from uchastie.crm.involvement.actions.record import move, record, tell
from uchastie.crm.involvement.models import BeneficiaryRole, PreparationStep
from uchastie.crm.involvement.rules import Move, State
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

STEPS = 12


@transaction.atomic
def prepare_role(*, actor: Actor, role_id: UUID, steps: Sequence[str] = rules.PREPARATION) -> BeneficiaryRole:
    role = queries.get_role(actor, role_id, lock=True)
    rules.machine.target(State(role.state), Move.PREPARE)
    rules.require_parent(minor=role.minor, agreed=role.parent_consent_id is not None)
    titles = [" ".join(one.split()) for one in steps if one.strip()]
    if not titles or len(titles) > STEPS:
        raise Refusal("steps", f"Напишите от одного до {STEPS} шагов, каждый с новой строки.", field="steps")
    if any(len(one) > rules.STEP for one in titles):
        raise Refusal("long", f"Шаг слишком длинный: помещается {rules.STEP} знаков.", field="steps")
    move(actor, role, Move.PREPARE)
    PreparationStep.objects.bulk_create(
        [PreparationStep(role=role, place=place, title=title) for place, title in enumerate(titles, start=1)]
    )
    return role


@transaction.atomic
def mark_steps(*, actor: Actor, role_id: UUID, places: Sequence[int]) -> BeneficiaryRole:
    """The whole list as it was ticked; a step done keeps its day."""
    role = queries.get_role(actor, role_id, lock=True)
    if role.state != State.PREPARING:
        raise NotSeen
    today, ticked = clock.today(role.zone), set(places)
    for step in role.steps.all():
        if (step.place in ticked) != (step.done_on is not None):
            PreparationStep.objects.filter(pk=step.pk).update(done_on=today if step.place in ticked else None)
    record(actor, role, "role_steps_marked", done=len(ticked))
    return role


@transaction.atomic
def start_role(*, actor: Actor, role_id: UUID) -> BeneficiaryRole:
    role = queries.get_role(actor, role_id, lock=True)
    rules.machine.target(State(role.state), Move.START)
    rules.require_parent(minor=role.minor, agreed=role.parent_consent_id is not None)
    rules.require_prepared(role.steps.filter(done_on=None).count())
    move(actor, role, Move.START, started_on=clock.today(role.zone))
    tell(role, "role_started")
    return role
