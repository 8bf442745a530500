"""Reads. A unit's staff see the people who turned to the unit; others are only recognised by exact phone or ID."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.crm.people.rules import phone_e164, volunteer_id
from uchastie.kernel import search as text_search
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal
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


@dataclass(frozen=True, slots=True)
class Contacts:
    """Everything a person can be reached by, newest first."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def phone(self) -> str:
        return self.phones[0] if self.phones else ""

    @property
    def email(self) -> str:
        return self.emails[0] if self.emails else ""


def list_known(actor: Actor) -> QuerySet[Beneficiary]:
    """The people the actor may see: those acquainted with a unit of the actor's subtrees."""
    if actor.kind is ActorKind.SYSTEM:
        return Beneficiary.objects.all()
    scope = Q(pk__in=[])
    for path in actor.paths(*access.KNOWS_PEOPLE):
        scope |= Q(acquaintances__unit__path__startswith=path)
    return Beneficiary.objects.filter(scope).distinct()


def get_beneficiary(actor: Actor, beneficiary_id: UUID) -> Beneficiary:
    found = list_known(actor).filter(pk=beneficiary_id).first()
    if found is None:
        raise NotSeen
    return found


def contacts_of(ids: list[UUID]) -> dict[UUID, Contacts]:
    """For those who may see the object that points at these people (a queue, a card, a letter): one query for all."""
    phones: dict[UUID, list[str]] = {}
    emails: dict[UUID, list[str]] = {}
    for point in ContactPoint.objects.filter(beneficiary_id__in=ids).order_by("-added_at", "-id"):
        kept = phones if point.kind == ContactPoint.Kind.PHONE else emails
        kept.setdefault(point.beneficiary_id, []).append(point.value)
    return {key: Contacts(tuple(phones.get(key, ())), tuple(emails.get(key, ()))) for key in ids}


def email_of(beneficiary_id: UUID) -> str:
    """For letters the product sends to the person; "" when there is none."""
    return contacts_of([beneficiary_id])[beneficiary_id].email


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
    return [_hit(person, contacts[person.pk], known=True) for person in own] + [
        _hit(person, contacts[person.pk], known=False, asked=_as_phone(text)) for person in others
    ]


def matching_ids(text: str) -> QuerySet[Any, Any]:
    """Ids of everyone the words fit, for narrowing rows the caller has already scoped to its actor."""
    return text_search.search(Beneficiary.objects.all(), text[:QUERY_LIMIT]).values("pk")


def find_by_phone(phone: str) -> QuerySet[Beneficiary]:
    """Everyone in the registry with this phone (E.164). For matching only, never to be shown as it is."""
    return Beneficiary.objects.filter(contacts__kind=ContactPoint.Kind.PHONE, contacts__value=phone).order_by(
        "created_at", "id"
    )


def _exact_matches(text: str) -> QuerySet[Beneficiary]:
    phone, number = _as_phone(text), _as_id(text)
    condition = Q(pk__in=[])
    if phone:
        condition |= Q(contacts__kind=ContactPoint.Kind.PHONE, contacts__value=phone)
    if number:
        condition |= Q(volunteer_id=number)
    return Beneficiary.objects.filter(condition).distinct().order_by("name", "id")


def _hit(person: Beneficiary, contacts: Contacts, *, known: bool, asked: str = "") -> Hit:
    phone = asked if asked in contacts.phones else contacts.phone
    shown = words.phone(phone) if known else words.mask_phone(phone)
    return Hit(person.pk, person.name, person.kind, shown if phone else "", person.volunteer_id if known else "", known)


def _as_phone(text: str) -> str:
    try:
        return phone_e164(text)
    except Refusal:
        return ""


def _as_id(text: str) -> str:
    try:
        return volunteer_id(text)
    except Refusal:
        return ""
