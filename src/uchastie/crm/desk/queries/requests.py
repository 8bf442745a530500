"""One request and lists of requests, row-scoped by the actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, Q, QuerySet, UUIDField
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Principle, RegulationStep, Topic
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.desk import access
from uchastie.crm.desk.models import (
    ContactAttempt,
    Delivery,
    Handover,
    Note,
    QualityCheck,
    Review,
    ServiceRequest,
    StepCheck,
)
from uchastie.crm.desk.rules import OPEN, UNCONTACTED, Status, Why
from uchastie.crm.journal import queries as journal
from uchastie.crm.people import queries as people
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared


def visible_to(actor: Actor) -> QuerySet[ServiceRequest]:
    """The requests this actor may read; nothing for those who may read none."""
    if actor.kind is ActorKind.SYSTEM:
        return ServiceRequest.objects.all()
    if actor.kind is ActorKind.HOLDER and actor.id:
        return ServiceRequest.objects.filter(pk=actor.id)
    paths = actor.paths(*access.READERS)
    return ServiceRequest.objects.filter(_inside(paths)) if paths else ServiceRequest.objects.none()


def _inside(paths: Iterable[Any]) -> Q:
    """The requests of units in these subtrees."""
    scope = Q()
    for path in paths:
        scope |= Q(unit__path__startswith=path)
    return scope


JOINED = ("unit", "service", "beneficiary", "assignee", "regulation")


@cache
def _one_inside(count: int) -> Prepared[ServiceRequest]:
    """One request by its key, in one of `count` subtrees. The beginning of the path is compared and not matched: SQLite
    plans a statement anew for every pattern it is given."""
    names = tuple(f"path{place}" for place in range(count))

    def build(request: Any, **paths: Any) -> QuerySet[ServiceRequest]:
        scope = Q()
        for name in names:
            scope |= Q(Exact(Left("unit__path", Length(paths[name])), paths[name]))
        found = ServiceRequest.objects.filter(scope, pk=request).select_related(*JOINED)
        return found.defer("service__tasks", "service__outcomes")  # lists that no page of a request shows

    return Prepared(build, request=UUIDField(), **{name: CharField() for name in names})


def get_request(actor: Actor, request_id: UUID, *, lock: bool = False) -> ServiceRequest:
    """`NotSeen` for another centre's request, the same as for one that does not exist.

    `lock` for those who are about to write: PostgreSQL lets them in one by one until the end of the transaction, so
    that the second of two clicks sees what the first has done; on SQLite every transaction is alone anyway."""
    paths = () if lock else tuple(dict.fromkeys(actor.paths(*access.READERS)))
    if paths and actor.kind in {ActorKind.USER, ActorKind.KEY}:
        values = {f"path{place}": path for place, path in enumerate(paths)}
        request = _one_inside(len(paths)).first(request=request_id, **values)
    else:
        joined = visible_to(actor).select_related(*JOINED)
        if lock:
            joined = joined.select_for_update(of=("self",), no_key=True)
        request = joined.filter(pk=request_id).first()
    if request is None:
        raise NotSeen
    return request


def for_update(actor: Actor, request_id: UUID, version: int | None) -> ServiceRequest:
    """The request for a worker of its centre, at the version he has seen."""
    request = get_request(actor, request_id, lock=True)
    access.require_worker(actor, request.unit.path)
    access.require_unbiased(barred=is_barred(request.pk, actor.user_id))
    request.require_version(version)
    return request


_BARRED = Prepared(
    lambda request, user: (
        Handover.objects.filter(request=request, from_user=user, why=str(Why.CONFLICT)).order_by().values_list("pk")
    ),
    request=UUIDField(),
    user=UUIDField(),
)


def is_barred(request_id: UUID, user_id: UUID | None) -> bool:
    """Was this employee taken off the request because of a conflict of interest (A13)?"""
    if user_id is None:
        return False
    return _BARRED.first(request=request_id, user=user_id) is not None


def list_requests(actor: Actor) -> QuerySet[ServiceRequest]:
    return visible_to(actor).select_related("unit", "service", "beneficiary")


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the page of one request shows: a constant number of statements."""

    request: ServiceRequest
    steps: list[RegulationStep]
    checks: dict[UUID, StepCheck]  # by step
    attempts: list[ContactAttempt]
    delivery: Delivery | None
    review: Review | None
    notes: list[Note]
    topics: list[Topic]
    contacts: list[ContactPoint]
    consent: Consent | None
    earlier: int  # earlier requests of the same person at this centre
    history: list[journal.Happening]
    quality: dict[int, QualityCheck]  # by principle
    principles: list[Principle]
    can_work: bool
    can_judge: bool

    @property
    def phone(self) -> str:
        return next((point.value for point in self.contacts if point.kind == ContactPoint.Kind.PHONE), "")

    @property
    def email(self) -> str:
        return next((point.value for point in self.contacts if point.kind == ContactPoint.Kind.EMAIL), "")

    @property
    def missing_steps(self) -> int:
        return sum(1 for step in self.steps if step.required and step.pk not in self.checks)


_CHECKS = Prepared(lambda of: StepCheck.objects.filter(request=of).select_related("by"), of=UUIDField())
_ATTEMPTS = Prepared(
    lambda of: ContactAttempt.objects.filter(request=of).select_related("by").order_by("-at"), of=UUIDField()
)
_NOTES = Prepared(lambda of: Note.objects.filter(request=of).select_related("by").order_by("-at"), of=UUIDField())
_EARLIER = Prepared(
    lambda of, unit, before: (
        ServiceRequest.objects.filter(beneficiary=of, unit=unit, submitted_at__lt=before)
        .values("unit")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    ),
    of=UUIDField(),
    unit=UUIDField(),
    before=DateTimeField(),
)


def get_card(actor: Actor, request: ServiceRequest) -> Card:
    earlier = _EARLIER.first(of=request.beneficiary_id, unit=request.unit_id, before=request.submitted_at)
    judge = access.can_judge(actor, request.unit.path)
    delivery = _find_delivery(request) if request.delivered_at else None
    return Card(
        request=request,
        steps=list(catalogue.list_steps(request.regulation)),
        checks={check.step_id: check for check in _CHECKS.all(of=request.pk)},
        attempts=_ATTEMPTS.all(of=request.pk) if request.attempts else [],
        delivery=delivery,
        review=Review.objects.filter(request=request).first() if delivery else None,
        notes=_NOTES.all(of=request.pk),
        topics=catalogue.list_topics(request.service) if Status(request.status) in OPEN - UNCONTACTED else [],
        contacts=people.list_contacts(request.beneficiary_id),
        consent=consents.consent_about(request.pk),
        earlier=earlier or 0,
        history=journal.list_entries(request.pk, limit=50),
        quality=_list_quality(request) if judge and delivery else {},
        principles=list(catalogue.list_principles()) if judge and delivery else [],
        can_work=access.can_work(actor, request.unit.path),
        can_judge=judge,
    )


def _find_delivery(request: ServiceRequest) -> Delivery | None:
    return Delivery.objects.filter(request=request).select_related("by", "regulation", "topic").first()


def _list_quality(request: ServiceRequest) -> dict[int, QualityCheck]:
    return {check.principle_id: check for check in QualityCheck.objects.filter(request=request)}
