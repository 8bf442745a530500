"""Published practices for the search of everything."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.practices import queries
from uchastie.crm.practices.queries import Wanted
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit

MOST = 5


def find_practices(actor: Actor, unit: object, text: str) -> Iterable[Hit]:
    if not actor.has_role(*STAFF) or not text.strip():
        return
    for case in queries.list_published(Wanted.of(text)).items[:MOST]:
        yield Hit(case.title, reverse("practices:case", args=[case.pk]), "lightbulb", case.organisation)
