"""Reading the catalogue. It is public by nature, so reads take no actor; drafts are for those who edit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Prefetch, QuerySet, UUIDField

from uchastie.crm.catalogue import access
from uchastie.crm.catalogue.models import Audience, Partner, Principle, Regulation, RegulationStep, Service, Topic
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus, ServiceKind, ServiceType, Step
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Row:
    """A service in the list, with the number of its version in force."""

    service: Service
    regulation: int | None


def services() -> "QuerySet[Service]":
    """Active services in their order, with partners and audiences: three statements for any number of rows."""
    partners = Prefetch("partners", Partner.objects.order_by("code"))
    audiences = Prefetch("audiences", Audience.objects.order_by("place"))
    return Service.objects.filter(active=True).prefetch_related(partners, audiences).order_by("place", "code")


def list_services() -> list[Service]:
    return list(services())


def list_goals() -> list[tuple[str, str]]:
    """(name, what it is for) of the base services."""
    base = Service.objects.filter(active=True, kind=ServiceKind.BASE).order_by("place", "code")
    return list(base.values_list("name", "goal"))


def list_rows(*, level: str = "", type: str = "", unconfirmed: bool = False) -> list[Row]:
    """The list of the catalogue; an unknown level or type filters nothing."""
    found = services()
    if level in set(PackageLevel):
        found = found.filter(level=level)
    if type in set(ServiceType):
        found = found.filter(type=type)
    if unconfirmed:
        found = found.filter(kind=ServiceKind.ELECTIVE, level_confirmed=False)
    rows = Regulation.objects.filter(status=RegulationStatus.PUBLISHED).values_list("service_id", "number")
    numbers = dict(rows)
    return [Row(service, numbers.get(service.code)) for service in found]


def get_service(code: str) -> Service:
    service = services().filter(code=code).first()
    if service is None:
        raise NotSeen
    return service


def find_current_regulation(service: Service) -> Regulation | None:
    """The version in force with its steps, or None for a service that has never had one."""
    return _with_steps(service.regulations.filter(status=RegulationStatus.PUBLISHED)).first()


_IN_FORCE = Prepared(
    lambda service: Regulation.objects.filter(service=service, status=RegulationStatus.PUBLISHED), service=CharField()
)


def get_regulation_in_force(service: Service) -> Regulation:
    """The version in force without its steps, to start a request under; `NotSeen` when there is none."""
    regulation = _IN_FORCE.first(service=service.pk)
    if regulation is None:
        raise NotSeen
    return regulation


def get_regulation(service: Service, number: int) -> Regulation:
    """A published or superseded version: deliveries refer to it for ever."""
    found = _with_steps(service.regulations.exclude(status=RegulationStatus.DRAFT)).filter(number=number).first()
    if found is None:
        raise NotSeen
    return found


_PUBLISHED = Prepared(
    lambda service: (
        Regulation.objects.filter(service=service)
        .exclude(status=RegulationStatus.DRAFT)
        .order_by("number")
        .values_list("number", "reread")
    ),
    service=CharField(),
)


def list_published(service_code: str) -> list[tuple[int, bool]]:
    """(number, to be read again) of every version that was ever in force."""
    return _PUBLISHED.all(service=service_code)


@dataclass(frozen=True, slots=True)
class Published:
    service: str
    number: int
    reread: bool
    published_at: dt.datetime | None
    in_force: bool


def list_versions(codes: Iterable[str]) -> list[Published]:
    """Every version of these services that was ever in force, oldest first. One statement."""
    rows = Regulation.objects.filter(service__in=set(codes)).exclude(status=RegulationStatus.DRAFT).order_by("number")
    columns = ("service_id", "number", "reread", "published_at", "status")
    return [
        Published(code, number, reread, at, status == RegulationStatus.PUBLISHED)
        for code, number, reread, at, status in rows.values_list(*columns)
    ]


def list_regulations(service: Service) -> list[Regulation]:
    """The history of versions, newest first, without the draft."""
    rows = service.regulations.exclude(status=RegulationStatus.DRAFT)
    return list(rows.select_related("published_by").order_by("-number"))


def find_draft(actor: Actor, service: Service) -> Regulation | None:
    access.require_editor(actor)
    return _with_steps(service.regulations.filter(status=RegulationStatus.DRAFT)).first()


_STEPS = Prepared(lambda of: RegulationStep.objects.filter(regulation=of).order_by("place"), of=UUIDField())


def list_steps(regulation: Regulation) -> list[RegulationStep]:
    """In order; costs nothing when the regulation came with its steps."""
    if "steps" in getattr(regulation, "_prefetched_objects_cache", {}):
        return sorted(regulation.steps.all(), key=lambda step: step.place)
    return _STEPS.all(of=regulation.pk)


def plain_steps(regulation: Regulation | None) -> list[Step]:
    if regulation is None:
        return []
    return [Step(step.text, step.hint, step.required) for step in list_steps(regulation)]


_TOPICS = Prepared(lambda of: Topic.objects.filter(service=of).order_by("place"), of=CharField())


def list_topics(service: Service) -> list[Topic]:
    return _TOPICS.all(of=service.pk)


_ALL_TOPICS = Prepared(lambda: Topic.objects.order_by("service__place", "place"))


def list_topics_of(services: Iterable[Service]) -> list[Topic]:
    """Topics of several services by one statement."""
    codes = {service.pk for service in services}
    return [topic for topic in _ALL_TOPICS.all() if topic.service_id in codes]


def list_audiences() -> list[Audience]:
    return list(Audience.objects.order_by("place"))


def list_principles() -> list[Principle]:
    return list(Principle.objects.order_by("number"))


def _with_steps(rows: "QuerySet[Regulation]") -> "QuerySet[Regulation]":
    return rows.prefetch_related(Prefetch("steps", RegulationStep.objects.order_by("place")))
