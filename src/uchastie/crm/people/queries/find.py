"""Search over the people of a unit. Others are only recognised, masked, by an exact phone or ID."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people import access, guards
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint, NameGram
from uchastie.crm.people.queries.registry import Contacts, contacts_of, list_known, living
from uchastie.crm.people.rules import phone_e164, volunteer_id
from uchastie.kernel import search as text_search
from uchastie.kernel import typos
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.words import relayout
from uchastie.ui import text as words

QUERY_LIMIT = 100  # letters of a search text that are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found at the counter. Who the unit does not know yet is shown with a masked phone and no ID.
    `near`: the name is not what was typed, but what may have been meant."""

    id: UUID
    name: str
    kind: str
    phone: str
    volunteer_id: str
    known: bool
    near: bool = False


def search_people(actor: Actor, unit: Unit, text: str, *, limit: int = 8) -> list[Hit]:
    """People of the unit whose name, phone, e-mail or ID begins like `text`; then names that differ by a slip; then, by
    an exact phone or ID, people of the whole registry, masked, so that the counter does not make a second card.

    The same rows in the same order on both databases."""
    access.require_reader(actor, unit)
    text = text.strip()[:QUERY_LIMIT]
    if not text:
        return []
    own, near = find_in(unit, text, limit)
    ours = Acquaintance.objects.filter(beneficiary=OuterRef("pk"), unit__path__startswith=unit.path)
    others = list(_exact_matches(text).filter(~Exists(ours))[: limit - len(own) - len(near)])
    contacts = contacts_of([person.pk for person in own + near + others])
    known = [(person, person in near) for person in own + near]
    return [replace(hit_of(person, contacts[person.pk], known=True), near=slip) for person, slip in known] + [
        hit_of(person, contacts[person.pk], known=False, asked=as_phone(text)) for person in others
    ]


def find_in(unit: Unit, text: str, limit: int) -> tuple[list[Beneficiary], list[Beneficiary]]:
    """Those of the unit who have every word, and those who have words one slip away; each in the order of names."""
    known, mark = _people_of(unit)
    own = list(text_search.search(known, text, within=mark)[:limit])
    own = own or _by_number(unit, text)
    meant = text
    if not own and (meant := relayout(text) or text) != text:
        own = list(text_search.search(known, meant, within=mark)[:limit])
    fixes = typos.near(NameGram, meant) if len(own) < limit else {}
    if not fixes:
        return own, []
    found = text_search.search(known, meant, near=fixes, within=mark)
    return own, list(found.exclude(pk__in=[person.pk for person in own])[: limit - len(own)])


def _people_of(unit: Unit) -> tuple[QuerySet[Beneficiary], str]:
    """Of a centre, with its mark in the index; of a headquarters everybody its centres know."""
    if unit.kind == UnitKind.CENTRE:
        return living().filter(acquaintances__unit=unit).order_by("sort_name", "id"), text_search.mark_of(unit.pk)
    below = Acquaintance.objects.filter(unit__path__startswith=unit.path).values("beneficiary_id")
    return living().filter(pk__in=below).order_by("sort_name", "id"), ""


def find_known_by_id(actor: Actor, number: str) -> Beneficiary | None:
    """Who has this ID, if the actor knows the person."""
    return list_known(actor).filter(volunteer_id=as_id(number)).first() if as_id(number) else None


def hits_of(actor: Actor, unit: Unit, ids: Collection[UUID]) -> list[Hit]:
    """People of the unit by their ids, in the order given; ids of others find nothing."""
    access.require_reader(actor, unit)
    known = {person.pk: person for person in living().filter(acquaintances__unit=unit, pk__in=ids)}
    contacts = contacts_of(list(known))
    return [hit_of(known[pk], contacts[pk], known=True) for pk in ids if pk in known]


def find_acquainted(unit: Unit, values: Collection[str]) -> dict[str, list[Beneficiary]]:
    """People of the unit by IDs and telephones (E.164) of a table, two statements for all of them."""
    ours = living().filter(acquaintances__unit=unit)
    found: dict[str, list[Beneficiary]] = {}
    for person in ours.filter(volunteer_id__in=values):
        found.setdefault(person.volunteer_id, []).append(person)
    points = ContactPoint.objects.filter(beneficiary__in=ours, kind=ContactPoint.Kind.PHONE, value__in=values)
    for point in points.select_related("beneficiary"):
        found.setdefault(point.value, []).append(point.beneficiary)
    return found


def owners_of(actor: Actor, unit: Unit, phones: Collection[str]) -> dict[str, list[Hit]]:
    """Phone (E.164) → the cards that have it, those of other units masked: a constant number of statements."""
    access.require_reader(actor, unit)
    points = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, value__in=phones, beneficiary__in=living())
    pairs = sorted(set(points.values_list("value", "beneficiary_id")))
    ids = [pk for _, pk in pairs]
    people = {person.pk: person for person in living().filter(pk__in=ids)}
    mine = set(living().filter(acquaintances__unit=unit, pk__in=ids).values_list("pk", flat=True))
    contacts = contacts_of(list(people))
    owners: dict[str, list[Hit]] = {}
    for phone, pk in pairs:
        owners.setdefault(phone, []).append(hit_of(people[pk], contacts[pk], known=pk in mine, asked=phone))
    return owners


def matching_ids(text: str) -> QuerySet[Any, Any]:
    """Ids of everyone the words fit, for narrowing rows the caller has already scoped to its actor. When nobody has
    them, of those who have words one slip away."""
    text = text[:QUERY_LIMIT]
    found = text_search.search(Beneficiary.objects.all(), text)
    if text.strip() and not found.exists() and (fixes := typos.near(NameGram, text)):
        found = text_search.search(Beneficiary.objects.all(), text, near=fixes)
    return found.values("pk")


def _by_number(unit: Unit, text: str) -> list[Beneficiary]:
    """Of a request, a visit …: what capabilities above have numbers for."""
    ids = [pk for find in guards.FIND_BY_NUMBER for pk in find(unit, text)]
    return list(living().filter(pk__in=ids, acquaintances__unit=unit).order_by("sort_name", "id")) if ids else []


def _exact_matches(text: str) -> QuerySet[Beneficiary]:
    phone, number = as_phone(text), as_id(text)
    condition = Q(pk__in=with_contacts(phone=phone)) if phone else Q(pk__in=[])
    if number:
        condition |= Q(volunteer_id=number)
    return living().filter(condition).order_by("sort_name", "id")


def with_contacts(*, phone: str = "", email: str = "") -> list[UUID]:
    """Ids of the cards with this phone or this address: one statement by the index."""
    points = ContactPoint.objects.none()
    for kind, value in ((ContactPoint.Kind.PHONE, phone), (ContactPoint.Kind.EMAIL, email)):
        if value:
            points = points | ContactPoint.objects.filter(kind=kind, value=value)
    return list(points.values_list("beneficiary_id", flat=True).distinct())


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
    """The ID on Добро.рф, or "" when the text is none."""
    try:
        return volunteer_id(text)
    except Refusal:
        return ""
