"""Who has to check what, and what readers said."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.knowledge import access
from uchastie.crm.knowledge.models import Answer, Article
from uchastie.crm.knowledge.queries.articles import list_owners
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor

MOST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Helped:
    """How many said yes and no, what this reader said, and for the owner the words."""

    yes: int
    no: int
    own: Answer | None
    words: tuple[Answer, ...]
    unseen: int


def list_stale(today: dt.date) -> QuerySet[Article]:
    """Of the whole country, for the nightly walk."""
    rows = Article.objects.filter(archived_at=None, check_on__lt=today).select_related("unit")
    return rows.filter(Q(until__isnull=True) | Q(until__gte=today)).order_by("id")


def count_to_check(actor: Actor, unit: Unit | None, today: dt.date) -> int:
    """Stale articles that wait for this person: the own ones, and those of the unit that nobody answers for."""
    mine = Q(owner_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    if access.may_edit(actor, unit):
        mine |= Q(owner__isnull=True, unit=unit)
    return list_stale(today).filter(mine).count()


def owners_of(article: Article) -> list[UUID]:
    """Who is told about it: the owner while he works there, otherwise everybody who writes for the unit."""
    able = [user.pk for user in list_owners(article.unit)]
    return [article.owner_id] if article.owner_id in able else able


def get_helped(actor: Actor, article: Article) -> Helped:
    rows = Answer.objects.filter(article=article)
    counts = rows.aggregate(
        yes=Count("pk", filter=Q(helped=True)),
        no=Count("pk", filter=Q(helped=False)),
        unseen=Count("pk", filter=Q(seen_at=None) & ~Q(word="")),
    )
    own = rows.filter(user_id=actor.user_id).first() if actor.user_id else None
    words: tuple[Answer, ...] = ()
    if access.may_edit(actor, article.unit):
        words = tuple(rows.exclude(word="").order_by("-at", "-id")[:MOST_WORDS])
    return Helped(own=own, words=words, **counts)
