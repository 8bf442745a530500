"""People for the search of everything: only those the unit knows."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access, queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit

MOST = 5


def find_known(actor: Actor, unit: Unit | None, text: str) -> Iterable[Hit]:
    if unit is None or not access.may_read_in(actor, unit):
        return
    for person in queries.search_people(actor, unit, text, limit=MOST):
        if person.known:
            icon = "building-2" if person.kind == "organisation" else "user-round"
            url = reverse("people:person", args=[person.id])
            yield Hit(person.name, url, icon, person.phone)
