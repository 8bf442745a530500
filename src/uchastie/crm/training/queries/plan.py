"""The plan of training (A87): who must know what by when. It follows from the first day at work and from the services
of the centre, so a new employee has it by itself; what the head has set for one person goes before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.queries import Published
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.training import rules
from uchastie.crm.training.guards import Offered, offered_by
from uchastie.crm.training.models import Goal, Reading, Training
from uchastie.crm.training.rules import SUBJECT_NAMES, Standing, Subject, Term, Version
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing of the plan. `number`: the version of the regulation in force, of a service."""

    subject: Subject
    name: str
    term: Term
    service: str = ""
    number: int = 0
    training: Training | None = None
    goal: Goal | None = None

    @property
    def key(self) -> str:
        return self.service or str(self.subject)


@dataclass(frozen=True, slots=True)
class Learner:
    """A member of staff of the unit: the three subjects, then the regulations of the services the unit offers."""

    user_id: UUID
    name: str
    role: Role
    position: str
    lessons: tuple[Lesson, ...]
    readings: tuple[Lesson, ...]

    @property
    def plan(self) -> tuple[Lesson, ...]:
        return self.lessons + self.readings

    @property
    def missing(self) -> tuple[Subject, ...]:
        """Never learnt, or so long ago that it does not count."""
        return tuple(lesson.subject for lesson in self.lessons if not lesson.term.known)

    @property
    def late(self) -> int:
        return sum(lesson.term.standing is Standing.LATE for lesson in self.plan)

    @property
    def read(self) -> int:
        return sum(lesson.term.known for lesson in self.readings)


@dataclass(slots=True)
class _Shelf:
    """All that the plans of a unit are made from; six statements for any number of staff."""

    unit: Unit
    today: dt.date
    trainings: dict[tuple[UUID, str], Training] = field(default_factory=dict)
    goals: dict[tuple[UUID, str, str], Goal] = field(default_factory=dict)
    read: dict[tuple[UUID, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    offered: list[Offered] = field(default_factory=list)
    versions: dict[str, list[Published]] = field(default_factory=lambda: defaultdict(list))


def list_learners(actor: Actor, unit: Unit) -> list[Learner]:
    """Those who are late first, else in the order of the staff."""
    staff = list(network.list_staff(actor, unit))
    return sorted(_learners(unit, staff), key=lambda one: one.late == 0)


def get_learner(actor: Actor, unit: Unit, user_id: UUID) -> Learner:
    staff = list(network.list_staff(actor, unit).filter(user_id=user_id))
    if not staff:
        raise NotSeen
    return _learners(unit, staff)[0]


def find_own(actor: Actor, unit: Unit) -> Learner | None:
    """None for somebody who sees the unit from above and does not work in it himself."""
    if actor.user_id is None:
        return None
    staff = list(network.list_staff(SYSTEM, unit).filter(user_id=actor.user_id))
    return _learners(unit, staff)[0] if staff else None


def _learners(unit: Unit, staff: list[Assignment]) -> list[Learner]:
    shelf = _shelf(unit, {row.user_id for row in staff})
    began: dict[UUID, dt.date] = {}
    for row in staff:
        day = row.since.astimezone(unit.zone).date()
        began[row.user_id] = min(day, began.get(row.user_id, day))
    learners: dict[UUID, Learner] = {}
    for row in staff:
        if row.user_id not in learners:
            learners[row.user_id] = Learner(
                row.user_id,
                row.user.name,
                Role(row.role),
                row.position,
                tuple(_course(shelf, row.user_id, subject, began[row.user_id]) for subject in Subject),
                tuple(_reading(shelf, row.user_id, offer, began[row.user_id]) for offer in shelf.offered),
            )
    return list(learners.values())


def _shelf(unit: Unit, user_ids: Iterable[UUID]) -> _Shelf:
    users = set(user_ids)
    shelf = _Shelf(unit, clock.today(unit.zone))
    for training in Training.objects.filter(user_id__in=users).order_by("until", "learnt_on", "id"):
        shelf.trainings[training.user_id, training.subject] = training
    for goal in Goal.objects.filter(user_id__in=users, unit=unit):
        shelf.goals[goal.user_id, goal.subject, goal.service_id or ""] = goal
    offered = offered_by(unit)
    for version in catalogue.list_versions(offer.code for offer in offered) if offered else ():
        shelf.versions[version.service].append(version)
    shelf.offered = [offer for offer in offered if any(one.in_force for one in shelf.versions[offer.code])]
    rows = Reading.objects.filter(user_id__in=users, regulation__service__in=shelf.versions)
    for user_id, code, number in rows.values_list("user_id", "regulation__service_id", "regulation__number"):
        shelf.read[user_id, code].add(number)
    return shelf


def _course(shelf: _Shelf, user_id: UUID, subject: Subject, began: dt.date) -> Lesson:
    training, goal = shelf.trainings.get((user_id, subject)), shelf.goals.get((user_id, subject, ""))
    due_on = goal.due_on if goal else began + rules.LEARN_WITHIN
    term = rules.term_of_course(training.until if training else None, due_on, shelf.today)
    return Lesson(subject, SUBJECT_NAMES[subject], term, training=training, goal=goal)


def _reading(shelf: _Shelf, user_id: UUID, offer: Offered, began: dt.date) -> Lesson:
    versions = shelf.versions[offer.code]
    number = next(one.number for one in versions if one.in_force)
    known = [Version(one.number, one.reread) for one in versions]
    read = rules.has_read(number, known, shelf.read[user_id, offer.code])
    goal = shelf.goals.get((user_id, Subject.REGULATIONS, offer.code))
    due_on = goal.due_on if goal else _due_to_read(shelf, offer, began, versions)
    return Lesson(
        Subject.REGULATIONS,
        offer.name,
        rules.term_of_reading(read, due_on, shelf.today),
        service=offer.code,
        number=number,
        goal=goal,
    )


def _due_to_read(shelf: _Shelf, offer: Offered, began: dt.date, versions: list[Published]) -> dt.date:
    """A month after both the person and the service are here; of a version that came later, two weeks after it."""
    since = offer.since.astimezone(shelf.unit.zone).date() if offer.since else began
    first = max(began, since) + rules.LEARN_WITHIN
    asked = max((one.published_at for one in versions[1:] if one.reread and one.published_at), default=None)
    return max(first, asked.astimezone(shelf.unit.zone).date() + rules.READ_WITHIN) if asked else first
