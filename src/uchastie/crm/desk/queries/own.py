"""What a person sees about the own request (A10), and the request a forgotten link is asked for."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, UUIDField

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.desk import access
from uchastie.crm.desk.models import ContactAttempt, Delivery, Note, Review, ServiceRequest
from uchastie.crm.desk.queries.requests import get_request
from uchastie.crm.desk.rules import Status
from uchastie.crm.journal import queries as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.notifications.models import Message
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.prepared import Prepared

# The letters of a number may be left out, its parts may stand apart: «дц 66 2026 424».
_APART = re.compile(r"[\s\-‐-―−_]+")
_NUMBER = re.compile(r"(?:^|\D)([0-9]{2})-?([0-9]{4})-?([0-9]{1,6})$")


@dataclass(frozen=True, slots=True)
class Look:
    """A member of staff who opened the request: how many times, and when last."""

    name: str
    times: int
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything recorded with one request, for the person it is about; a constant number of statements.

    Contacts are those of the card and stay masked: whoever holds the link need not learn them."""

    request: ServiceRequest
    attempts: list[ContactAttempt]
    delivery: Delivery | None
    review: Review | None
    notes: list[Note]
    consent: Consent | None
    contacts: people.Contacts
    messages: list[Message]
    looks: list[Look]


def get_own_page(holder: Actor) -> OwnPage:
    assert holder.id is not None  # noqa: S101 - a holder's id is the request's
    request = get_request(holder, holder.id)
    done = Status(request.status) in {Status.DELIVERED, Status.RATED, Status.CLOSED}
    return OwnPage(
        request=request,
        attempts=list(request.contact_attempts.select_related("by").order_by("at", "id")),
        delivery=Delivery.objects.filter(request=request).select_related("by").first() if done else None,
        review=Review.objects.filter(request=request).first() if done else None,
        notes=list(request.notes.select_related("by").order_by("at", "id")),
        consent=consents.consent_about(request.pk),
        contacts=people.contacts_of([request.beneficiary_id])[request.beneficiary_id],
        messages=list(notifications.list_about(request.pk)),
        looks=_looks(request.pk),
    )


def list_of_people(ids: Collection[UUID]) -> QuerySet[ServiceRequest]:
    """Requests of these people at all centres, for those who have shown that they are these people."""
    joined = ServiceRequest.objects.select_related("unit__region", "service", "assignee")
    return joined.filter(beneficiary_id__in=ids)


def list_asking(actor: Actor, unit: Unit) -> QuerySet[ServiceRequest]:
    """Requests of the unit whose people wait for a word."""
    access.require_reader(actor, unit.path)
    inside = Q(unit=unit) if unit.kind == UnitKind.CENTRE else Q(unit__path__startswith=unit.path)
    asking = ServiceRequest.objects.filter(inside, asked_at__isnull=False)
    return asking.select_related("unit", "service", "beneficiary", "assignee")


_ASKING = Prepared(
    lambda unit: (
        ServiceRequest.objects.filter(unit=unit, asked_at__isnull=False)
        .values("unit")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    ),
    unit=UUIDField(),
)


def count_asking(actor: Actor, unit: Unit) -> int:
    """Above the queue of every centre."""
    if unit.kind != UnitKind.CENTRE:
        return list_asking(actor, unit).select_related(None).count()
    access.require_reader(actor, unit.path)
    return _ASKING.first(unit=unit.pk) or 0


def find_by_number(number: str) -> ServiceRequest | None:
    """The request with this number, as people write it. For matching: who asks has not shown that he may see it."""
    found = _NUMBER.search(_APART.sub("-", number.strip()))
    if not found:
        return None
    region, year, serial = found.groups()
    named = ServiceRequest.objects.filter(number=f"ДЦ-{region}-{year}-{int(serial):06d}")
    return named.select_related("unit", "service", "beneficiary").first()


def find_asked_for(number: str, contact: str) -> ServiceRequest | None:
    """The request with this number, if this phone (E.164) or e-mail belongs to its person."""
    request = find_by_number(number)
    if request is None:
        return None
    contacts = people.contacts_of([request.beneficiary_id])[request.beneficiary_id]
    return request if contact in contacts.phones + contacts.emails else None


def _looks(request_id: UUID) -> list[Look]:
    seen: dict[UUID, list[dt.datetime]] = {}
    for entry in journal.list_views_of(request_id):
        if entry.actor_id:
            seen.setdefault(entry.actor_id, []).append(entry.at)
    names = accounts.names_of(seen)
    looks = [Look(names.get(who, "Сотрудник"), len(times), max(times)) for who, times in seen.items()]
    return sorted(looks, key=lambda look: look.last_at, reverse=True)
