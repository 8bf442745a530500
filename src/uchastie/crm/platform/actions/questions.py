"""Short questions about the platform (A100, A101): one tap each. What takes longer becomes a request of the desk."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, queries, rules
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.models import Question
from uchastie.crm.platform.rules import Outcome, Topic
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def note_question(
    *,
    actor: Actor,
    unit: Unit,
    topic: Topic,
    key: str,
    day: dt.date | None = None,
    count: int = 1,
    answered: bool = True,
) -> Question:
    """Counted from the day on which the centre got the admin panel (A100). The same form twice is one entry."""
    access.require_worker(actor, unit)
    today = clock.today(unit.zone)
    asked_on = rules.require_past(day or today, today)
    rules.require_count(count)
    _require_open(unit, asked_on)
    now = clock.now()
    made, fresh = Question.objects.get_or_create(
        unit=unit,
        key=key,
        defaults={
            "topic": topic,
            "count": count,
            "day": asked_on,
            "outcome": Outcome.ANSWERED if answered else Outcome.WAITING,
            "made_at": now,
            "made_by_id": actor.user_id,
            "settled_at": now if answered else None,
            "settled_by_id": actor.user_id if answered else None,
        },
    )
    if fresh:
        record(actor, "question_noted", "question", object_id=made.pk, unit_id=unit.pk, days=(made.day,))
    return made


@transaction.atomic
def settle_question(*, actor: Actor, question_id: UUID, outcome: Outcome) -> Question:
    """A waiting one is answered or becomes a request; an entry made by mistake counts no more. Twice is once."""
    found = queries.get_question(actor, question_id, lock=True)
    access.require_worker(actor, found.unit)
    if found.outcome == outcome:
        return found
    known = found.outcome in rules.COUNTED
    if not known or outcome is Outcome.WAITING or (outcome is Outcome.REQUEST and found.outcome != Outcome.WAITING):
        raise Refusal("question_settled", f"Вопрос уже разобран: {rules.OUTCOMES[Outcome(found.outcome)]}.")
    found.outcome, found.settled_at, found.settled_by_id = outcome, clock.now(), actor.user_id
    found.save(update_fields=["outcome", "settled_at", "settled_by"])
    record(
        actor,
        "question_settled",
        "question",
        object_id=found.pk,
        unit_id=found.unit_id,
        days=(found.day,),
        to=str(outcome),
    )
    return found


def _require_open(unit: Unit, day: dt.date) -> None:
    opened = licensing.panel_opened_on(unit)
    if opened and day < opened:
        message = f"Доступ к панели открыт {opened:%d.%m.%Y}: вопросы считаем с этого дня."
        raise Refusal("before_panel", message, field="day")
