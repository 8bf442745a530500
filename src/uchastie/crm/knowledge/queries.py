"""Reads: what somebody has read and learnt, and what can be given to people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Max, Q, QuerySet, UUIDField

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.catalogue.rules import PackageLevel
from uchastie.crm.knowledge import rules
from uchastie.crm.knowledge.models import Handout, Reading, Training
from uchastie.crm.knowledge.rules import Learnt, Subject, Version
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared

# --- readings ---


def must_read(user_id: UUID, service: Service, regulation: Regulation) -> bool:
    """A33: services of «Мастер» are delivered only by those who have read the regulation. No query for the others."""
    return service.level == PackageLevel.MASTER and not has_read(user_id, regulation)


_READ = Prepared(
    lambda user, service: Reading.objects.filter(user_id=user, regulation__service=service).values_list(
        "regulation__number", flat=True
    ),
    user=UUIDField(),
    service=CharField(),
)


def has_read(user_id: UUID, regulation: Regulation) -> bool:
    versions = [Version(number, reread) for number, reread in catalogue.list_published(regulation.service_id)]
    read = set(_READ.all(user=user_id, service=regulation.service_id))
    return rules.has_read(regulation.number, versions, read)


def find_reading(user_id: UUID, regulation: Regulation) -> Reading | None:
    return Reading.objects.filter(user_id=user_id, regulation=regulation).first()


# --- training ---


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


# --- handouts ---


def list_handouts(unit: Unit | None, *, service_code: str = "") -> QuerySet[Handout]:
    """What staff of the unit may give: the country's and the centre's own, newest names in order of the alphabet."""
    own = Q(unit__isnull=True) | Q(unit=unit) if unit else Q(unit__isnull=True)
    rows = Handout.objects.filter(own, archived_at__isnull=True).select_related("unit", "file")
    if service_code:
        rows = rows.filter(Q(services=service_code) | Q(services__isnull=True))
    return rows.order_by("title", "id").distinct()


def get_handout(handout_id: UUID) -> Handout:
    """As everybody may read it: it holds nothing about anybody. An archived one is still read by those who have it."""
    rows = Handout.objects.select_related("unit", "file", "updated_by").prefetch_related("services")
    handout = rows.filter(pk=handout_id).first()
    if handout is None:
        raise NotSeen
    return handout
