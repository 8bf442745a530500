"""What a card is found by, kept with the card: the search text, the order of the list, the vocabulary of names."""

from collections.abc import Iterable
from uuid import UUID

from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint, NameGram
from uchastie.kernel import typos
from uchastie.kernel.search import make_text, mark_of
from uchastie.kernel.words import sort_key


def index_text(person: Beneficiary, contacts: Iterable[str], units: Iterable[UUID]) -> str:
    """Name, numbers, phones, addresses, and whose acquaintance it is; nothing of a card that was merged."""
    if person.merged_into_id:
        return ""
    marks = (mark_of(unit) for unit in sorted(units, key=str))
    return make_text(person.name, person.volunteer_id, person.inn, person.ogrn, *sorted(contacts), *marks)


def index(person: Beneficiary) -> None:
    """Once more from the rows, after a change of any of them."""
    contacts = ContactPoint.objects.filter(beneficiary=person).values_list("value", flat=True)
    units = Acquaintance.objects.filter(beneficiary=person).values_list("unit_id", flat=True)
    text, name = index_text(person, contacts, units), sort_key(person.name)
    if (text, name) != (person.search_text, person.sort_name):
        Beneficiary.objects.filter(pk=person.pk).update(search_text=text, sort_name=name)
        person.search_text, person.sort_name = text, name
    typos.learn(NameGram, person.name)
