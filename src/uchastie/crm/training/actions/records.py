"""Records of training."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.training import access, queries, rules
from uchastie.crm.training.models import Training
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def record_training(
    actor: Actor, unit: Unit, *, user_id: UUID, subjects: Collection[str], learnt_on: dt.date, note: str = ""
) -> list[Training]:
    """A8: noted by the head or above. The same subject on the same day is noted once."""
    access.require_trainer(actor, unit)
    learnt = rules.require_training(subjects, learnt_on, clock.today(unit.zone))
    if user_id not in {row.user_id for row in network.list_staff(actor, unit)}:
        raise Refusal("not_staff", "Этот человек у вас уже не работает. Выберите другого.", field="user_id")
    made = []
    for subject in learnt:
        defaults = {"unit": unit, "note": note.strip(), "recorded_by_id": actor.user_id, "recorded_at": clock.now()}
        training, _ = Training.objects.get_or_create(
            user_id=user_id, subject=subject, learnt_on=learnt_on, defaults=defaults
        )
        made.append(training)
    journal.record(
        actor,
        verb="trained",
        object_kind="accounts.user",
        object_id=user_id,
        unit_id=unit.pk,
        subjects=[str(subject) for subject in learnt],
        on=learnt_on.isoformat(),
    )
    return made


@transaction.atomic
def take_back_training(actor: Actor, *, training_id: UUID) -> None:
    """Noted by mistake: the row goes, the journal keeps that it was there."""
    training = queries.get_training(actor, training_id)
    access.require_trainer(actor, training.unit)
    user_id, unit_id, subject = training.user_id, training.unit_id, training.subject
    training.delete()
    journal.record(
        actor,
        verb="training_taken_back",
        object_kind="accounts.user",
        object_id=user_id,
        unit_id=unit_id,
        subject=subject,
    )
