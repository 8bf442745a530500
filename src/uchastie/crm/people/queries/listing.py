"""The list of a unit's people, newest acquaintances first, and what every row of it shows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people import access
from uchastie.crm.people.models import Acquaintance, AudienceMark, Beneficiary
from uchastie.crm.people.queries.find import Hit, find_in, search_people
from uchastie.crm.people.queries.registry import Contacts, contacts_of, living
from uchastie.crm.people.rules import Audience, Kind, audiences_of
from uchastie.kernel import paging
from uchastie.kernel.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`acquaintance` is None for a person that was searched for."""

    person: Beneficiary
    contacts: Contacts
    audiences: tuple[Audience, ...]
    acquaintance: Acquaintance | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class People:
    rows: list[PersonRow]
    after: str | None


def list_people(actor: Actor, unit: Unit, *, kind: str = "", audience: str = "", after: str | None = None) -> People:
    """Of a centre, or of every centre below a headquarters. An unknown kind or group filters nothing."""
    access.require_reader(actor, unit)
    found = _of(unit).filter(beneficiary__merged_into=None)
    if kind in set(Kind):
        found = found.filter(beneficiary__kind=kind)
    if audience == Audience.P_RESIDENT:
        found = found.filter(beneficiary__kind=Kind.PERSON, beneficiary__audience_marks=None)
    elif audience in set(Audience):
        found = found.filter(beneficiary__audience_marks__code=audience)
    page = paging.keyset(found.select_related("beneficiary", "unit"), order=("-since", "-id"), size=PAGE, after=after)
    rows = rows_of([row.beneficiary for row in page.items])
    known = {row.beneficiary_id: row for row in page.items}
    return People([_with(row, known[row.person.pk]) for row in rows], page.after)


def rows_of(people: list[Beneficiary], *, near: Collection[UUID] = ()) -> list[PersonRow]:
    """Two statements for any number of people."""
    ids = [person.pk for person in people]
    contacts, marks = contacts_of(ids), marks_of(ids)
    return [
        PersonRow(person, contacts[person.pk], audiences_of(person.kind, marks[person.pk]), near=person.pk in near)
        for person in people
    ]


def search_rows(actor: Actor, unit: Unit, text: str, *, limit: int) -> list[PersonRow]:
    """The people of the unit the words fit, then those whose names differ by a slip: the order of `search_people`."""
    access.require_reader(actor, unit)
    own, near = find_in(unit, text, limit)
    return rows_of(own + near, near={person.pk for person in near})


def list_others(actor: Actor, unit: Unit, text: str) -> list[Hit]:
    """Who is not known to the unit, but has exactly this phone or ID: masked."""
    return [hit for hit in search_people(actor, unit, text, limit=3) if not hit.known]


def marks_of(ids: list[UUID]) -> defaultdict[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for owner, code in AudienceMark.objects.filter(beneficiary_id__in=ids).values_list("beneficiary_id", "code"):
        found[owner].add(code)
    return found


def count_people(actor: Actor, unit: Unit) -> int:
    access.require_reader(actor, unit)
    return living().filter(acquaintances__unit__path__startswith=unit.path).distinct().count()


def _of(unit: Unit) -> QuerySet[Acquaintance]:
    """Of a centre by its index; of a headquarters by the path of its centres."""
    if unit.kind == UnitKind.CENTRE:
        return Acquaintance.objects.filter(unit=unit)
    return Acquaintance.objects.filter(unit__path__startswith=unit.path)


def _with(row: PersonRow, acquaintance: Acquaintance) -> PersonRow:
    return PersonRow(row.person, row.contacts, row.audiences, acquaintance, row.near)
