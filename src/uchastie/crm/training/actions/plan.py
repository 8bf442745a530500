"""What the head sets for one person: by when, which course and on which day (A87)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.training import access, queries, rules
from uchastie.crm.training.actions.records import LEARNER
from uchastie.crm.training.models import Goal
from uchastie.crm.training.queries import Lesson
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen


@dataclass(frozen=True, slots=True)
class Aim:
    due_on: dt.date
    planned_on: dt.date | None = None
    course: str = ""
    link: str = ""


@transaction.atomic
def set_goal(actor: Actor, unit: Unit, *, user_id: UUID, key: str, aim: Aim, version: int = 0) -> Goal:
    """`key`: of a lesson of the plan. `version`: of what the editor has seen, 0 when nothing was set."""
    access.require_trainer(actor, unit)
    lesson = _lesson(actor, unit, user_id, key)
    today = clock.today(unit.zone)
    known = lesson.goal
    due_on = aim.due_on if known and known.due_on == aim.due_on else rules.require_due(aim.due_on, today)
    same_day = known and known.planned_on == aim.planned_on
    values: dict[str, Any] = {
        "due_on": due_on,
        "planned_on": aim.planned_on if same_day else rules.require_planned(aim.planned_on, due_on, today),
        "course": " ".join(aim.course.split()),
        "link": rules.require_link(aim.link.strip()),
        "set_by_id": actor.user_id,
        "set_at": clock.now(),
    }
    goal = _change(known, version, values) if known else _make(unit, user_id, lesson, version, values)
    journal.record(
        actor,
        verb="training_planned",
        object_kind=LEARNER,
        object_id=user_id,
        unit_id=unit.pk,
        subject=lesson.key,
        due=due_on.isoformat(),
    )
    return goal


def _lesson(actor: Actor, unit: Unit, user_id: UUID, key: str) -> Lesson:
    learner = queries.get_learner(actor, unit, user_id)
    lesson = next((one for one in learner.plan if one.key == key), None)
    if lesson is None:
        raise NotSeen
    return lesson


def _change(known: Goal, version: int, values: dict[str, Any]) -> Goal:
    known.require_version(version)
    return known.apply(**values)


def _make(unit: Unit, user_id: UUID, lesson: Lesson, version: int, values: dict[str, Any]) -> Goal:
    goal = Goal(unit=unit, user_id=user_id, subject=lesson.subject, service_id=lesson.service or None, **values)
    try:
        with transaction.atomic():
            if version:
                raise IntegrityError
            goal.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("stale", "Пока вы писали, план изменили. Проверьте новое и повторите.") from error
    return goal
