"""Services for the search of everything."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.catalogue import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit, matches

MOST = 5


def find_services(actor: Actor, unit: object, text: str) -> Iterable[Hit]:
    if not actor.has_role(*STAFF):
        return
    found = [service for service in queries.services().prefetch_related(None) if matches(text, service.name)]
    for service in found[:MOST]:
        yield Hit(service.name, reverse("catalogue:service", args=[service.code]), "hand-heart", "сервис, регламент")
