"""Who may be the same person already: asked while somebody is being registered. A hint, never a decision."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.crm.people.queries.find import Hit, as_id, as_phone, hit_of
from uchastie.crm.people.queries.registry import contacts_of
from uchastie.kernel import search as text_search
from uchastie.kernel.actor import Actor

REASONS = {
    "id": "тот же ID",
    "inn": "тот же ИНН",
    "phone": "тот же телефон",
    "email": "та же почта",
    "name": "похожее имя",
}


@dataclass(frozen=True, slots=True)
class Similar:
    """A hit and why it is one: `codes` in the order of their weight, `reason` in words («тот же телефон»)."""

    hit: Hit
    codes: tuple[str, ...]

    @property
    def reason(self) -> str:
        return ", ".join(REASONS[code] for code in self.codes)


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

    By name only people of the unit; by an exact phone, address or number also others, masked."""
    access.require_reader(actor, unit)
    wanted = {"phone": as_phone(phone), "email": email.strip().lower(), "id": as_id(volunteer_id)}
    condition = Q(pk__in=[])
    if wanted["phone"]:
        condition |= Q(contacts__kind=ContactPoint.Kind.PHONE, contacts__value=wanted["phone"])
    if "@" in wanted["email"]:
        condition |= Q(contacts__kind=ContactPoint.Kind.EMAIL, contacts__value=wanted["email"])
    if wanted["id"]:
        condition |= Q(volunteer_id=wanted["id"])
    people = {person.pk: person for person in Beneficiary.objects.filter(condition).distinct()[:limit]}
    known = Beneficiary.objects.filter(acquaintances__unit=unit)
    if len(name.split()) > 1:
        alike = text_search.search(known, name)[:limit]
        people |= {person.pk: person for person in alike}
    people.pop(except_id, None)  # type: ignore[arg-type]
    mine = set(known.filter(pk__in=people).values_list("pk", flat=True))
    contacts = contacts_of(list(people))
    found = []
    for person in people.values():
        hit = hit_of(person, contacts[person.pk], known=person.pk in mine, asked=wanted["phone"])
        codes = []
        if wanted["id"] and person.volunteer_id == wanted["id"]:
            codes.append("id")
        if wanted["phone"] in contacts[person.pk].phones:
            codes.append("phone")
        if wanted["email"] in contacts[person.pk].emails:
            codes.append("email")
        found.append(Similar(replace(hit), tuple(codes) or ("name",)))
    order = list(REASONS)
    return sorted(found, key=lambda one: (order.index(one.codes[0]), one.hit.name, one.hit.id))[:limit]
