"""Reads. A unit's staff see the people who turned to the unit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, UUIDField

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people import access
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.crm.people.rules import Audience, Kind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen
from uchastie.kernel.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Contacts:
    """Everything a person can be reached by: the preferred one first, then the newest."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def phone(self) -> str:
        return self.phones[0] if self.phones else ""

    @property
    def email(self) -> str:
        return self.emails[0] if self.emails else ""


def living() -> QuerySet[Beneficiary]:
    """Every card but those that were merged into another."""
    return Beneficiary.objects.filter(merged_into=None)


def list_known(actor: Actor) -> QuerySet[Beneficiary]:
    """The people the actor may see: those acquainted with a unit of the actor's subtrees."""
    return _known_to(actor, *access.KNOWS_PEOPLE)


def _known_to(actor: Actor, *roles: Role) -> QuerySet[Beneficiary]:
    if actor.kind is ActorKind.SYSTEM:
        return living()
    scope = Q(pk__in=[])
    for path in actor.paths(*roles):
        scope |= Q(acquaintances__unit__path__startswith=path)
    return living().filter(scope).distinct()


def get_beneficiary(actor: Actor, beneficiary_id: UUID) -> Beneficiary:
    found = list_known(actor).filter(pk=beneficiary_id).first()
    if found is None:
        raise NotSeen
    return found


def keeps(actor: Actor, *ids: UUID) -> bool:
    """May the actor change this card, or all of these?"""
    return _known_to(actor, *access.KEEPS_CARDS).filter(pk__in=ids).count() == len(ids)


def get_kept(actor: Actor, beneficiary_id: UUID) -> Beneficiary:
    """The card for who may change it; `Denied` for those who may only look."""
    person = get_beneficiary(actor, beneficiary_id)
    if not keeps(actor, beneficiary_id):
        raise Denied("Карточки ведут сотрудники центра. Вы можете смотреть.")
    return person


def for_update(actor: Actor, beneficiary_id: UUID, version: int | None = None) -> Beneficiary:
    """The same, locked where the database can, at the version he has seen."""
    person = get_kept(actor, beneficiary_id)
    person = Beneficiary.objects.select_for_update(no_key=True).get(pk=person.pk)
    person.require_version(version)
    return person


def find_remaining(beneficiary_id: UUID) -> Beneficiary | None:
    """The card, or the one it was merged into; None when there is none. The caller asks what the actor may see."""
    found = Beneficiary.objects.select_related("merged_into").filter(pk=beneficiary_id).first()
    return found.merged_into or found if found else None


def contacts_of(ids: list[UUID]) -> dict[UUID, Contacts]:
    """For those who may see the object that points at these people (a queue, a card, a letter): one query for all."""
    phones: dict[UUID, list[str]] = {}
    emails: dict[UUID, list[str]] = {}
    for point in _points_of(ids):
        kept = phones if point.kind == ContactPoint.Kind.PHONE else emails
        kept.setdefault(point.beneficiary_id, []).append(point.value)
    return {key: Contacts(tuple(phones.get(key, ())), tuple(emails.get(key, ()))) for key in ids}


def has_contact(beneficiary_id: UUID, contact: str) -> bool:
    """Is this phone (E.164) or address on the card?"""
    return ContactPoint.objects.filter(beneficiary=beneficiary_id, value=contact).exists()


_NEWEST_FIRST = ("-preferred", "-added_at", "-id")
_POINTS = Prepared(
    lambda of: ContactPoint.objects.filter(beneficiary=of).order_by(*_NEWEST_FIRST),
    of=UUIDField(),
)


def _points_of(ids: list[UUID]) -> Iterable[ContactPoint]:
    """Of one person, as in every letter, by a prepared statement."""
    if len(ids) == 1:
        return _POINTS.all(of=ids[0])
    return ContactPoint.objects.filter(beneficiary_id__in=ids).order_by(*_NEWEST_FIRST)


_CONTACTS = Prepared(
    lambda of: ContactPoint.objects.filter(beneficiary=of).order_by("-preferred", "added_at", "id"), of=UUIDField()
)


def list_contacts(beneficiary_id: UUID) -> list[ContactPoint]:
    """Of one person, in the order they were told; for those who may see the person."""
    return _CONTACTS.all(of=beneficiary_id)


def email_of(beneficiary_id: UUID) -> str:
    """For letters the product sends to the person; "" when there is none."""
    return contacts_of([beneficiary_id])[beneficiary_id].email


def find_by_email(email: str) -> QuerySet[Beneficiary]:
    """Everyone in the registry with this address (lower case). For matching only, never to be shown as it is."""
    return living().filter(contacts__kind=ContactPoint.Kind.EMAIL, contacts__value=email)


def find_by_phone(phone: str) -> QuerySet[Beneficiary]:
    """Everyone in the registry with this phone (E.164). For matching only, never to be shown as it is."""
    found = living().filter(contacts__kind=ContactPoint.Kind.PHONE, contacts__value=phone)
    return found.order_by("created_at", "id")


_BY_PHONE = Prepared(find_by_phone, phone=CharField())


def list_by_phone(phone: str) -> list[Beneficiary]:
    """The same by a prepared statement: asked for every new request."""
    return _BY_PHONE.all(phone=phone)


def find_by_volunteer_id(number: str) -> QuerySet[Beneficiary]:
    """The one card with this ID. For matching only."""
    return living().filter(volunteer_id=number)


def ids_with_audience(codes: Collection[str]) -> QuerySet[Beneficiary, Any]:
    """Ids of everyone of these groups (A46-A54), for narrowing rows the caller has already scoped. A person without
    a group is a resident (A49)."""
    found = Q(audience_marks__code__in=codes)
    if Audience.P_RESIDENT in codes:
        found |= Q(kind=Kind.PERSON, audience_marks=None)
    return Beneficiary.objects.filter(found).values("pk")
