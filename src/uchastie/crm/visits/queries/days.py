"""The list of one day and the figures. A visit counts people: who checked in and who came along."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network.models import Unit
from uchastie.crm.visits import access
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.queries.recognise import offer_requests
from uchastie.crm.visits.rules import Purpose
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import keyset

PAGE = 50


@dataclass(frozen=True, slots=True)
class DayCount:
    day: dt.date
    visits: int
    people: int
    known: int  # visits with a name
    joined: int  # visits joined with a request


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the day's list: visits, and for those with a name an open request to join them with."""

    visits: list[Visit]
    offers: dict[UUID, ServiceRequest]  # by the person
    after: str | None


def list_day(actor: Actor, unit: Unit, day: dt.date, *, after: str | None = None) -> Listed:
    access.require_reader(actor, unit.path)
    rows = Visit.objects.filter(unit=unit, day=day)
    joined = rows.select_related("unit", "person", "audience", "request__service", "by", "tablet")
    page = keyset(joined, order=("-at", "-id"), size=PAGE, after=after)
    free = {visit.person_id for visit in page.items if visit.person_id and not visit.request_id}
    offers = offer_requests(actor, unit, free) if free and access.may_mark(actor, unit.path) else {}
    return Listed(page.items, offers, page.after)


def get_visit(actor: Actor, visit_id: UUID, *, lock: bool = False) -> Visit:
    rows = _visible(actor).select_related("unit", "person")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=visit_id).first()
    if found is None:
        raise NotSeen
    return found


def count_by_day(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> list[DayCount]:
    """Days of the centre (or of all centres below a headquarters) that had visits, both ends included."""
    rows = _counted(actor, unit, first, last).values("day").annotate(**_SUMS).order_by("day")
    return [DayCount(*row) for row in rows.values_list("day", *_SUMS)]


def count_visits(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> DayCount:
    """The whole period as one count; its `day` is the first."""
    found = _counted(actor, unit, first, last).aggregate(**_SUMS)
    return DayCount(first, found["visits"], found["people"] or 0, found["known"], found["joined"])


def count_by_purpose(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> dict[Purpose, int]:
    """People by what they came for, in the order of the chips."""
    rows = _counted(actor, unit, first, last).values_list("purpose").annotate(n=Sum(F("extra") + 1)).order_by()
    found = dict(rows)
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}


_SUMS = {
    "visits": Count("pk"),
    "people": Sum(F("extra") + 1),
    "known": Count("pk", filter=Q(person__isnull=False)),
    "joined": Count("pk", filter=Q(request__isnull=False)),
}


def _counted(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> "QuerySet[Visit]":
    access.require_reader(actor, unit.path)
    return Visit.objects.filter(
        unit__path__startswith=unit.path, day__gte=first, day__lte=last, cancelled_at__isnull=True
    )


def _visible(actor: Actor) -> "QuerySet[Visit]":
    if actor.kind is ActorKind.SYSTEM:
        return Visit.objects.all()
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q(unit__path__startswith=path)
    return Visit.objects.filter(inside)
