"""Who may be the same person already: asked while somebody is being registered. A hint, never a decision."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access
from uchastie.crm.people.models import Beneficiary, Distinct
from uchastie.crm.people.queries.find import Hit, as_id, as_phone, find_in, hit_of, with_contacts
from uchastie.crm.people.queries.registry import Contacts, contacts_of, living
from uchastie.crm.people.rules import may_be_one
from uchastie.kernel.actor import Actor

# In the order of their weight.
REASONS = {
    "id": "тот же ID",
    "inn": "тот же ИНН",
    "phone": "тот же телефон",
    "email": "та же почта",
    "name": "похожее имя",
}
LOOKED_AT = 20  # cards with the same phone or name; nobody has more


@dataclass(frozen=True, slots=True)
class Similar:
    """A hit and why it is one. `family`: the phone or the address is the same, but the name is another's: one phone
    for five is normal, so this is told and never offered for merging."""

    hit: Hit
    codes: tuple[str, ...]
    family: bool = False

    @property
    def reason(self) -> str:
        """«тот же телефон, похожее имя»."""
        return ", ".join(REASONS[code] for code in self.codes)


@dataclass(frozen=True, slots=True)
class _Typed:
    name: str
    phone: str
    email: str
    inn: str
    volunteer_id: str


def list_similar(
    actor: Actor,
    unit: Unit,
    *,
    name: str = "",
    phone: str = "",
    email: str = "",
    inn: str = "",
    volunteer_id: str = "",
    except_id: UUID | None = None,
    limit: int = 5,
) -> list[Similar]:
    """Cards that look like the person being typed, the surest first. Half-typed values match nothing.

    By name only people of the unit; by an exact phone, address or number also others, masked. `except_id` is a card
    that is compared with the rest: neither itself nor those that somebody has told apart from it."""
    access.require_reader(actor, unit)
    typed = _Typed(name.strip(), as_phone(phone), _address(email), inn.strip(), as_id(volunteer_id))
    people = _alike(unit, typed)
    for apart in _told_apart(except_id):
        people.pop(apart, None)
    mine = set(living().filter(acquaintances__unit=unit, pk__in=people).values_list("pk", flat=True))
    contacts = contacts_of(list(people))
    found = [
        Similar(
            hit_of(person, contacts[pk], known=pk in mine, asked=typed.phone), codes, _is_family(typed, person, codes)
        )
        for pk, person in people.items()
        if (codes := _codes(typed, person, contacts[pk], known=pk in mine))
    ]
    order = list(REASONS)
    return sorted(found, key=lambda one: (one.family, order.index(one.codes[0]), one.hit.name, one.hit.id))[:limit]


def _alike(unit: Unit, typed: _Typed) -> dict[UUID, Beneficiary]:
    ids = with_contacts(phone=typed.phone, email=typed.email)[:LOOKED_AT] if typed.phone or typed.email else []
    condition = Q(pk__in=ids)
    for field, value in (("volunteer_id", typed.volunteer_id), ("inn", typed.inn)):
        if value:
            condition |= Q(**{field: value})
    people = {person.pk: person for person in living().filter(condition)[:LOOKED_AT]}
    if len(typed.name.split()) > 1:
        own, near = find_in(unit, typed.name, LOOKED_AT)
        people |= {person.pk: person for person in own + near}
    return people


def _codes(typed: _Typed, person: Beneficiary, contacts: Contacts, *, known: bool) -> tuple[str, ...]:
    alike = {
        "id": bool(typed.volunteer_id) and typed.volunteer_id == person.volunteer_id,
        "inn": bool(typed.inn) and typed.inn == person.inn,
        "phone": typed.phone in contacts.phones,
        "email": typed.email in contacts.emails,
        "name": known and bool(typed.name) and may_be_one(typed.name, person.name),
    }
    return tuple(code for code, same in alike.items() if same)


def _is_family(typed: _Typed, person: Beneficiary, codes: tuple[str, ...]) -> bool:
    by_contact = set(codes) <= {"phone", "email"}
    return by_contact and bool(typed.name) and not may_be_one(typed.name, person.name)


def _told_apart(card: UUID | None) -> set[UUID]:
    if card is None:
        return set()
    pairs = Distinct.objects.filter(Q(one_id=card) | Q(other_id=card)).values_list("one_id", "other_id")
    return {card} | {pk for pair in pairs for pk in pair}


def _address(email: str) -> str:
    email = email.strip().lower()
    return email if "@" in email else ""
