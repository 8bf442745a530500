"""Articles for the search of everything."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.knowledge import actions, queries
from uchastie.crm.knowledge.rules.articles import KIND_ICONS, KIND_NAMES, is_stale
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit

MOST = 5


def find_articles(actor: Actor, unit: Unit | None, text: str) -> Iterable[Hit]:
    if not actor.has_role(*STAFF):
        return
    today = actions.today_of(unit)
    for article in queries.find_articles(actor, unit, text, today, MOST):
        note = KIND_NAMES[article.kind] + (", пора проверить" if is_stale(article.check_on, today) else "")
        yield Hit(article.title, reverse("knowledge:article", args=[article.pk]), KIND_ICONS[article.kind], note)
