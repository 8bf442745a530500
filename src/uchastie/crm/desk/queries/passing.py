"""Colleagues, centres and traces: where a request may go, where it came from, how its last step goes back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, DateTimeField, IntegerField, Q, QuerySet, UUIDField, When

from uchastie.crm.appointments import queries as appointments
from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk import access
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.models import Handover, LastStep, Reopening, ServiceRequest, TourMark, Transfer
from uchastie.crm.desk.queries.requests import get_request, is_barred
from uchastie.crm.desk.rules import UNDO_WITHIN, Why
from uchastie.crm.journal import queries as journal
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.training import queries as training
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.prepared import Prepared

PAGE = 50
TOUR_DUE = "tour_due"  # session: the first-day tour was not seen yet; asked once, at sign-in


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who leads requests in the centre. Only the name: private phones of staff are nobody's business (A13)."""

    id: UUID
    name: str
    open: int = 0
    away: bool = False


# --- colleagues ---


def list_colleagues(unit: Unit, *, with_counts: bool = False) -> list[Colleague]:
    """Those with a valid assignment as employee or head of this very unit."""
    here = network.list_staff(SYSTEM, unit).filter(role__in=WORKERS)
    names = dict(here.order_by("user__name", "user_id").values_list("user_id", "user__name"))
    counts = _count_led(unit) if with_counts else {}
    away = list_away(unit)
    return [Colleague(pk, name, counts.get(pk, 0), pk in away) for pk, name in names.items()]


def list_away(unit: Unit) -> frozenset[UUID]:
    """Who of the centre is not there today."""
    return frozenset(appointments.absent_on(unit, clock.today(unit.zone)))


def _count_led(unit: Unit) -> dict[UUID, int]:
    rows = ServiceRequest.objects.filter(unit=unit, attention_at__isnull=False, assignee__isnull=False)
    return dict(rows.values("assignee_id").annotate(n=Count("pk")).values_list("assignee_id", "n"))


def list_strangers(unit: Unit) -> list[Colleague]:
    """Those who lead open requests here though they work here no longer: their requests wait for a new owner."""
    counts = _count_led(unit)
    known = {colleague.id for colleague in list_colleagues(unit)}
    lost = ServiceRequest.objects.filter(unit=unit, attention_at__isnull=False, assignee_id__in=counts.keys() - known)
    return [
        Colleague(pk, name, counts[pk], True)
        for pk, name in lost.order_by("assignee__name").values_list("assignee_id", "assignee__name").distinct()
    ]


def led_by(unit: Unit, user_id: UUID) -> QuerySet[ServiceRequest]:
    """Everything open in the unit that this employee leads, to be changed."""
    rows = ServiceRequest.objects.filter(unit=unit, assignee_id=user_id, attention_at__isnull=False)
    return rows.select_for_update(of=("self",), no_key=True).order_by("attention_at", "id")


def list_gaps(request: ServiceRequest, user_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Who of these is not trained for the service of this request, and in what (A8): a warning, never an obstacle."""
    return training.list_gaps(user_ids, request.regulation, clock.today(request.unit.zone))


# --- conflict of interest (A13) ---


def barred_from(unit: Unit, user_id: UUID) -> set[UUID]:
    """Open requests of the unit this employee was taken off."""
    rows = Handover.objects.filter(
        from_user_id=user_id, why=Why.CONFLICT, request__unit=unit, request__attention_at__isnull=False
    )
    return set(rows.values_list("request_id", flat=True))


# --- another centre ---


def to_pass(actor: Actor, request_id: UUID, version: int | None) -> ServiceRequest:
    """The request for those who may send it to another centre, at the version they have seen."""
    request = get_request(actor, request_id, lock=True)
    access.require_passer(actor, request.unit.path)
    access.require_unbiased(barred=is_barred(request.pk, actor.user_id))
    request.require_version(version)
    return request


def list_targets(unit: Unit, service: Service, text: str = "") -> QuerySet[Unit]:
    """Working centres that offer the service, but for the one where the request is; those of its region first."""
    near = Case(When(region_id=unit.region_id, then=0), default=1)
    centres = licensing.centres_offering(service, text=text).exclude(pk=unit.pk)
    return centres.order_by(near, "region__name", "town", "name", "pk")


def find_target(request: ServiceRequest, slug: str) -> Unit | None:
    return list_targets(request.unit, request.service).filter(slug=slug).first()


_LAST_TRANSFER = Prepared(
    lambda of: (
        Transfer.objects.filter(request=of)
        .select_related("from_unit__region", "to_unit", "by", "returned_by")
        .order_by("-at", "-id")
    ),
    of=UUIDField(),
)


def find_last_transfer(request: ServiceRequest) -> Transfer | None:
    """How the request came to the centre where it is, or came back to it."""
    return _LAST_TRANSFER.first(of=request.pk)


def find_reopening(request: ServiceRequest) -> Reopening | None:
    return request.reopenings.select_related("by").order_by("-at", "-pk").first()


def list_sent(actor: Actor, unit: Unit, *, text: str = "", after: str | None = None) -> Page[Transfer]:
    """The traces of what this unit has sent away, newest first: where it went, why, what became of it."""
    access.require_reader(actor, unit.path)
    rows = Transfer.objects.filter(from_unit__path__startswith=unit.path).select_related(
        "request__service", "request__beneficiary", "request__unit", "from_unit", "to_unit", "by", "returned_by"
    )
    text = text.replace("\0", "").strip()  # what no database keeps finds nothing
    if text:
        known = Q(request__beneficiary_id__in=people.matching_ids(text))
        rows = rows.filter(known | Q(request__number__iendswith=text.lstrip("№")))
    return keyset(rows, order=("-at", "-id"), size=PAGE, after=after)


# --- the last step ---


def find_last_step(request: ServiceRequest) -> LastStep | None:
    return LastStep.objects.filter(request=request).first()


def others_since(request: ServiceRequest, last: LastStep) -> bool:
    """Has anybody but its author done anything with the request since the step? Looks do not count."""
    later = journal.list_entries(request.pk, limit=20)
    return any(entry.at > last.at and entry.verb != "viewed" and entry.actor_id != last.by_id for entry in later)


_UNDOABLE = Prepared(
    lambda request, by, since, version: LastStep.objects.filter(
        request=request, by_id=by, at__gte=since, version=version
    ),
    request=UUIDField(),
    by=UUIDField(),
    since=DateTimeField(),
    version=IntegerField(),
)


def find_undoable(actor: Actor, request: ServiceRequest) -> LastStep | None:
    """For the button: the step this actor may still take back."""
    if actor.user_id is None:
        return None
    since: dt.datetime = clock.now() - UNDO_WITHIN
    return _UNDOABLE.first(request=request.pk, by=actor.user_id, since=since, version=request.version)


def has_seen_tour(actor: Actor) -> bool:
    return actor.user_id is None or TourMark.objects.filter(user_id=actor.user_id).exists()
