"""Who is told of the own plan: the new employee at once, everybody before a day comes, the head of those who are late.
In the texts stand numbers and no names."""

import datetime as dt

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.crm.training import queries
from uchastie.crm.training.queries import Learner, Lesson
from uchastie.crm.training.rules import REMIND_BEFORE, Standing
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.ui.text import full_day, plural

NEW_FOR = dt.timedelta(days=7)  # who began earlier knows the plan from the page
LAST_WEEK = dt.timedelta(days=7)
OWN_PAGE = "/training/own/"
HEAD_PAGE = "/training/"


def remind_of_training() -> int:
    """Once for each occasion, however often it runs. How many centres were looked through."""
    centres = list(network.list_centres())
    for unit in centres:
        learners = queries.list_learners(SYSTEM, unit)
        began = clock.now() - NEW_FOR
        new = {row.user_id for row in network.list_staff(SYSTEM, unit) if row.since >= began}
        for learner in learners:
            if learner.user_id in new:
                _greet(unit, learner)
            _remind(unit, learner)
        _tell_heads(unit, learners)
    return len(centres)


def _greet(unit: Unit, learner: Learner) -> None:
    open_ = [lesson for lesson in learner.plan if not lesson.term.known]
    if open_:
        _notify("training_plan", unit, learner, open_, occasion="")


def _remind(unit: Unit, learner: Learner) -> None:
    """A month before the day, a week before it, and when it has passed: each once for each day of the plan."""
    today = clock.today(unit.zone)
    by_day: dict[tuple[dt.date, str], list[Lesson]] = {}
    for lesson in learner.plan:
        due_on = lesson.term.due_on
        if due_on is not None and (stage := _stage(lesson, due_on - today)):
            by_day.setdefault((due_on, stage), []).append(lesson)
    for (due_on, stage), lessons in by_day.items():
        _notify("training_due", unit, learner, lessons, occasion=f"{due_on.isoformat()}:{stage}")


def _stage(lesson: Lesson, left: dt.timedelta) -> str:
    """A month ahead is for what ends (a course is not found in a day); what was just planned needs no such reminder."""
    if lesson.term.standing is Standing.LATE:
        return "late"
    if left <= LAST_WEEK:
        return "week"
    return "month" if lesson.term.known and left <= REMIND_BEFORE else ""


def _notify(event: str, unit: Unit, learner: Learner, lessons: list[Lesson], *, occasion: str) -> None:
    employee = messages.staff(learner.user_id, unit_id=unit.pk)
    if employee is None:
        return
    due = min((lesson.term.due_on for lesson in lessons if lesson.term.due_on), default=clock.today(unit.zone))
    notifications.notify(
        event=event,
        about_id=unit.pk,
        to=employee,
        unit_id=unit.pk,
        values={"чему": "\n".join(f"— {lesson.name}" for lesson in lessons), "к какому дню": full_day(due)},
        url=OWN_PAGE,
        occasion=occasion,
    )


def _tell_heads(unit: Unit, learners: list[Learner]) -> None:
    """Once a month while somebody is late."""
    late = [learner for learner in learners if learner.late]
    if not late:
        return
    month = f"{clock.today(unit.zone):%Y-%m}"
    people = plural(len(late), "сотрудник", "сотрудника", "сотрудников")
    for row in network.list_staff(SYSTEM, unit).filter(role=Role.CENTRE_HEAD):
        head = messages.staff(row.user_id, unit_id=unit.pk)
        if head is not None:
            notifications.notify(
                event="training_late",
                about_id=unit.pk,
                to=head,
                unit_id=unit.pk,
                values={"сколько": people},
                url=HEAD_PAGE,
                occasion=month,
            )
