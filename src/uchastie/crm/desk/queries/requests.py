"""One request and lists of requests, row-scoped by the actor."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

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
from uchastie.crm.desk.rules import Why
from uchastie.crm.journal import queries as journal
from uchastie.crm.journal.models import Entry
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def visible_to(actor: Actor) -> QuerySet[ServiceRequest]:
    """The requests this actor may read; nothing for those who may read none."""
    if actor.kind is ActorKind.SYSTEM:
        return ServiceRequest.objects.all()
    if actor.kind is ActorKind.HOLDER and actor.id:
        return ServiceRequest.objects.filter(pk=actor.id)
    paths = actor.paths(*access.READERS)
    if not paths:
        return ServiceRequest.objects.none()
    inside = Q()
    for path in paths:
        inside |= Q(unit__path__startswith=path)
    return ServiceRequest.objects.filter(inside)


def get_request(actor: Actor, request_id: UUID, *, lock: bool = False) -> ServiceRequest:
    """`NotSeen` for another centre's request, the same as for one that does not exist.

    `lock` for those who are about to write: PostgreSQL lets them in one by one until the end of the transaction, so
    that the second of two clicks sees what the first has done; on SQLite every transaction is alone anyway."""
    joined = visible_to(actor).select_related("unit", "service", "beneficiary", "assignee", "regulation")
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


def is_barred(request_id: UUID, user_id: UUID | None) -> bool:
    """Was this employee taken off the request because of a conflict of interest (A13)?"""
    if user_id is None:
        return False
    return Handover.objects.filter(request_id=request_id, from_user_id=user_id, why=Why.CONFLICT).exists()


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
    history: list[Entry]
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


def get_card(actor: Actor, request: ServiceRequest) -> Card:
    checks = StepCheck.objects.filter(request=request).select_related("by")
    earlier = ServiceRequest.objects.filter(
        beneficiary_id=request.beneficiary_id, unit_id=request.unit_id, submitted_at__lt=request.submitted_at
    )
    quality = QualityCheck.objects.filter(request=request)
    judge = access.can_judge(actor, request.unit.path)
    given = Delivery.objects.filter(request=request).select_related("by", "regulation", "topic")
    delivery = given.first() if request.delivered_at else None
    return Card(
        request=request,
        steps=list(catalogue.list_steps(request.regulation)),
        checks={check.step_id: check for check in checks},
        attempts=list(request.contact_attempts.select_related("by").order_by("-at")),
        delivery=delivery,
        review=Review.objects.filter(request=request).first() if delivery else None,
        notes=list(request.notes.select_related("by").order_by("-at")),
        topics=list(catalogue.list_topics(request.service)),
        contacts=list(request.beneficiary.contacts.order_by("added_at")),
        consent=consents.consent_about(request.pk),
        earlier=earlier.count(),
        history=journal.list_entries(request.pk, limit=50),
        quality={check.principle_id: check for check in quality} if judge and delivery else {},
        principles=list(catalogue.list_principles()) if judge and delivery else [],
        can_work=access.can_work(actor, request.unit.path),
        can_judge=judge,
    )
