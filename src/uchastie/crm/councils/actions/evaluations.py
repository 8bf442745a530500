"""An evaluation by people who use the services: criteria, marks, the conclusion, the answer of the unit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from uchastie.crm.councils import access, queries, rules
from uchastie.crm.councils.actions.makeup import require_living
from uchastie.crm.councils.actions.record import record
from uchastie.crm.councils.models import Evaluation, Mark, Member
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

MOST_CRITERIA = 12


@transaction.atomic
def begin_evaluation(*, actor: Actor, council_id: UUID, subject: str, criteria: Sequence[str]) -> Evaluation:
    council = queries.get_council(actor, council_id)
    access.require_lead(actor, council.unit)
    require_living(council)
    titles = [title.strip()[: rules.LINE] for title in criteria if title.strip()]
    if not subject.strip():
        raise Refusal("subject", "Напишите, что оцениваем.", field="subject")
    if not 1 <= len(titles) <= MOST_CRITERIA:
        raise Refusal(
            "criteria", f"Напишите от 1 до {MOST_CRITERIA} вопросов, каждый с новой строки.", field="criteria"
        )
    evaluation = Evaluation.objects.create(
        council=council, subject=subject.strip(), criteria=titles, made_at=clock.now()
    )
    record(actor, council, "council_evaluation_begun", evaluation=str(evaluation.pk))
    return evaluation


@transaction.atomic
def give_marks(*, actor: Actor, member: Member, evaluation_id: UUID, marks: Mapping[int, int | None]) -> None:
    """May be changed until the conclusion. Nobody else reads them."""
    evaluation = queries.get_own_evaluation(member, evaluation_id)
    if evaluation.concluded_on is not None:
        raise Refusal("concluded", "Вывод уже написан, отметки больше не меняются.")
    given = rules.require_marks(marks, list(enumerate(evaluation.criteria)))
    Mark.objects.filter(evaluation=evaluation, member=member).exclude(criterion__in=given).delete()
    for criterion, value in given.items():
        Mark.objects.update_or_create(
            evaluation=evaluation, member=member, criterion=criterion, defaults={"value": value}
        )


@transaction.atomic
def conclude(*, actor: Actor, evaluation_id: UUID, version: int | None, conclusion: str) -> Evaluation:
    """From here on the unit has so many days to answer."""
    evaluation = queries.get_evaluation(actor, evaluation_id, lock=True)
    access.require_lead(actor, evaluation.council.unit)
    evaluation.require_version(version)
    if evaluation.concluded_on is not None:
        raise Refusal("concluded", "Вывод уже записан.")
    if queries.judged(evaluation).members < 1:
        raise Refusal("no_marks", "Никто ещё не поставил отметок.")
    if not conclusion.strip():
        raise Refusal("conclusion", "Напишите вывод словами группы.", field="words")
    today = clock.today(evaluation.council.zone)
    due = today + dt.timedelta(days=evaluation.council.answer_days)
    evaluation.apply(conclusion=conclusion.strip(), concluded_on=today, answer_due_on=due)
    record(actor, evaluation.council, "council_evaluation_concluded", evaluation=str(evaluation.pk))
    return evaluation


@transaction.atomic
def answer_evaluation(*, actor: Actor, evaluation_id: UUID, version: int | None, answer: str) -> Evaluation:
    evaluation = queries.get_evaluation(actor, evaluation_id, lock=True)
    access.require_lead(actor, evaluation.council.unit)
    evaluation.require_version(version)
    if evaluation.concluded_on is None:
        raise Refusal("not_concluded", "Сначала группа пишет вывод.")
    if not answer.strip():
        raise Refusal("answer", "Напишите, что измените, а что нет и почему.", field="words")
    evaluation.apply(answer=answer.strip(), answered_on=clock.today(evaluation.council.zone))
    record(actor, evaluation.council, "council_evaluation_answered", evaluation=str(evaluation.pk))
    return evaluation
