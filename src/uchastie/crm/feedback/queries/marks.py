"""Marks of the units an actor reads, and what may be done with one."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.own import find_by_number
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import access
from uchastie.crm.feedback.models import Answer, Mark
from uchastie.crm.feedback.rules import LINK_WITHIN, Source, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 50


class Filter(StrEnum):
    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    CLOSED = "closed"
    APART = "apart"  # by QR, without a request
    ALL = "all"


def visible_to(actor: Actor) -> "QuerySet[Mark]":
    if actor.kind is ActorKind.SYSTEM:
        return Mark.objects.all()
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q(unit__path__startswith=path)
    return Mark.objects.filter(inside)


def get_mark(actor: Actor, mark_id: UUID, *, lock: bool = False) -> Mark:
    rows = visible_to(actor).select_related(*JOINED)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=mark_id).first()
    if found is None:
        raise NotSeen
    return found


JOINED = ("unit", "service", "employee", "place", "request__review", "request__beneficiary", "closed_by")


def list_marks(
    actor: Actor, unit: Unit, chosen: Filter, *, stars: int | None = None, after: str | None = None
) -> Page[Mark]:
    """Tasks by their due moment, everything else the newest first."""
    access.require_reader(actor, unit.path)
    rows = Mark.objects.filter(_condition(chosen, clock.now()), unit__path__startswith=unit.path)
    if stars:
        rows = rows.filter(stars=stars)
    tasks = chosen in {Filter.WAITING, Filter.LATE}
    order = ("attention_at", "id") if tasks else ("-rated_at", "-id")
    return keyset(rows.select_related(*JOINED), order=order, size=PAGE, after=after)


def count_tabs(actor: Actor, unit: Unit) -> dict[Filter, int]:
    """Counters of the tabs that are work or stand apart, in one statement."""
    access.require_reader(actor, unit.path)
    now = clock.now()
    counted = (Filter.WAITING, Filter.LATE, Filter.APART)
    sums = {str(tab): Count("pk", filter=_condition(tab, now)) for tab in counted}
    found = Mark.objects.filter(unit__path__startswith=unit.path).aggregate(**sums)
    return {tab: found[str(tab)] for tab in counted}


def list_answers(mark: Mark) -> list[Answer]:
    """All editions, the present one first."""
    return list(mark.answers.select_related("by").order_by("-number"))


def find_mark_of(request_id: UUID) -> Mark | None:
    """The mark of a request the caller has already been shown; with its answers."""
    return Mark.objects.filter(request_id=request_id).select_related("unit").prefetch_related("answers").first()


def list_linkable(actor: Actor, mark: Mark) -> list[ServiceRequest]:
    """Requests this review may be joined with: of the same centre, delivered, not rated, before the review and not
    longer ago than a month; and the author has named the number, or left the contact of that person. Nothing else
    would keep a centre from choosing where a good review goes."""
    if mark.source != Source.QR or mark.request_id or mark.state == State.CLOSED:
        return []
    fits = Q(pk__in=[])
    named = find_by_number(mark.number)
    if named:
        fits |= Q(pk=named.pk)
    if mark.phone:
        fits |= Q(beneficiary__in=people.find_by_phone(mark.phone).order_by())
    if mark.email:
        fits |= Q(beneficiary__in=people.find_by_email(mark.email))
    rows = desk.list_requests(SYSTEM).filter(
        fits,
        unit_id=mark.unit_id,
        status=Status.DELIVERED,
        review__isnull=True,  # one that came back and was served once more has its review already
        mark__isnull=True,
        delivered_at__lte=mark.rated_at,
        delivered_at__gte=mark.rated_at - LINK_WITHIN,
    )
    if mark.service_id:
        rows = rows.filter(service_id=mark.service_id)
    return list(rows.order_by("-delivered_at", "-pk")[:5])


def _condition(chosen: Filter, now: dt.datetime) -> Q:
    return {
        Filter.WAITING: Q(attention_at__isnull=False),
        Filter.LATE: Q(attention_at__lt=now),
        Filter.ANSWERED: Q(state=State.ANSWERED),
        Filter.CLOSED: Q(state=State.CLOSED),
        Filter.APART: Q(source=Source.QR, request__isnull=True),
        Filter.ALL: Q(pk__isnull=False),
    }[chosen]
