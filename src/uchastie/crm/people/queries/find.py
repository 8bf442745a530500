"""Search over the people of a unit. Others are only recognised, masked, by an exact phone or ID."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.crm.people.queries.registry import Contacts, contacts_of
from uchastie.crm.people.rules import phone_e164, volunteer_id
from uchastie.kernel import search as text_search
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.ui import text as words

QUERY_LIMIT = 100  # letters of a search text that are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found at the counter. Who the unit does not know yet is shown with a masked phone and no ID."""

    id: UUID
    name: str
    kind: str
    phone: str
    volunteer_id: str
    known: bool


def search_people(actor: Actor, unit: Unit, text: str, *, limit: int = 8) -> list[Hit]:
    """People of the unit whose name, phone, e-mail or ID begins like `text`; then, by an exact phone or ID, people
    of the whole registry, masked, so that the counter does not make a second card."""
    access.require_reader(actor, unit)
    text = text.strip()[:QUERY_LIMIT]
    if not text:
        return []
    known = Beneficiary.objects.filter(acquaintances__unit=unit)
    own = list(text_search.search(known, text).order_by("name", "id")[:limit])
    others = list(_exact_matches(text).exclude(acquaintances__unit=unit)[: limit - len(own)])
    contacts = contacts_of([person.pk for person in own + others])
    return [hit_of(person, contacts[person.pk], known=True) for person in own] + [
        hit_of(person, contacts[person.pk], known=False, asked=as_phone(text)) for person in others
    ]


def hits_of(actor: Actor, unit: Unit, ids: Collection[UUID]) -> list[Hit]:
    """People of the unit by their ids, in the order given; ids of others find nothing."""
    access.require_reader(actor, unit)
    known = {person.pk: person for person in Beneficiary.objects.filter(acquaintances__unit=unit, pk__in=ids)}
    contacts = contacts_of(list(known))
    return [hit_of(known[pk], contacts[pk], known=True) for pk in ids if pk in known]


def matching_ids(text: str) -> QuerySet[Any, Any]:
    """Ids of everyone the words fit, for narrowing rows the caller has already scoped to its actor."""
    return text_search.search(Beneficiary.objects.all(), text[:QUERY_LIMIT]).values("pk")


def _exact_matches(text: str) -> QuerySet[Beneficiary]:
    phone, number = as_phone(text), as_id(text)
    condition = Q(pk__in=[])
    if phone:
        condition |= Q(contacts__kind=ContactPoint.Kind.PHONE, contacts__value=phone)
    if number:
        condition |= Q(volunteer_id=number)
    return Beneficiary.objects.filter(condition).distinct().order_by("name", "id")


def hit_of(person: Beneficiary, contacts: Contacts, *, known: bool, asked: str = "") -> Hit:
    phone = asked if asked in contacts.phones else contacts.phone
    shown = words.phone(phone) if known else words.mask_phone(phone)
    return Hit(person.pk, person.name, person.kind, shown if phone else "", person.volunteer_id if known else "", known)


def as_phone(text: str) -> str:
    """E.164, or "" when the text is no phone."""
    try:
        return phone_e164(text)
    except Refusal:
        return ""


def as_id(text: str) -> str:
    try:
        return volunteer_id(text)
    except Refusal:
        return ""
