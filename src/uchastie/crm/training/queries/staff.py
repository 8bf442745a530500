"""Who has learnt what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, UUIDField

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.training import rules
from uchastie.crm.training.models import Training
from uchastie.crm.training.rules import Learnt, Subject
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Lesson:
    subject: Subject
    state: Learnt
    training: Training | None


@dataclass(frozen=True, slots=True)
class Learner:
    """A member of staff of the unit and the last training in each subject."""

    user_id: UUID
    name: str
    role: Role
    position: str
    lessons: tuple[Lesson, ...]

    @property
    def missing(self) -> tuple[Subject, ...]:
        return tuple(lesson.subject for lesson in self.lessons if lesson.state is Learnt.NO)


def list_learners(actor: Actor, unit: Unit) -> list[Learner]:
    """Two statements for any number of staff."""
    staff = list(network.list_staff(actor, unit))
    last: dict[tuple[UUID, str], Training] = {}
    rows = Training.objects.filter(user_id__in={row.user_id for row in staff}).select_related("recorded_by")
    for training in rows.order_by("learnt_on", "id"):
        last[training.user_id, training.subject] = training
    learners: dict[UUID, Learner] = {}
    for row in staff:
        lessons = tuple(_lesson(unit, subject, last.get((row.user_id, subject))) for subject in Subject)
        learners.setdefault(row.user_id, Learner(row.user_id, row.user.name, Role(row.role), row.position, lessons))
    return list(learners.values())


def _lesson(unit: Unit, subject: Subject, training: Training | None) -> Lesson:
    today = clock.today(unit.zone)
    return Lesson(subject, rules.state_of(training.learnt_on if training else None, today), training)


_LEARNT = Prepared(
    lambda user: Training.objects.filter(user_id=user).values_list("subject", flat=True).distinct(), user=UUIDField()
)


def list_untrained(user_ids: Iterable[UUID]) -> dict[UUID, tuple[Subject, ...]]:
    """Who of these has never been trained in what (A8: a warning, never an obstacle). One statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    if len(wanted) == 1:  # the owner of a request: asked on every card
        (user_id,) = wanted
        known = {(user_id, subject) for subject in _LEARNT.all(user=user_id)}
    else:
        known = set(Training.objects.filter(user_id__in=wanted).values_list("user_id", "subject").distinct())
    missing = {pk: tuple(subject for subject in Subject if (pk, subject.value) not in known) for pk in wanted}
    return {pk: subjects for pk, subjects in missing.items() if subjects}


def get_training(actor: Actor, training_id: UUID) -> Training:
    training = Training.objects.select_related("unit").filter(pk=training_id).first()
    if training is None:
        raise NotSeen
    return training


def last_trained_on(unit_ids: Collection[UUID]) -> dict[UUID, object]:
    """Unit → the day of its last training, for indicators."""
    rows = Training.objects.filter(unit_id__in=unit_ids).values("unit_id").annotate(day=Max("learnt_on"))
    return {row["unit_id"]: row["day"] for row in rows}
