"""Centres for the search of everything: those the actor sees."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.network import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit

MOST = 5


def find_centres(actor: Actor, unit: object, text: str) -> Iterable[Hit]:
    if not actor.has_role(*STAFF):
        return
    for centre in queries.search_units(actor, text)[:MOST]:
        yield Hit(centre.name, reverse("network:unit", args=[centre.slug]), "landmark", centre.town)
