"""«Помогло?» and the task of a stale article."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.knowledge import access, queries
from uchastie.crm.knowledge.actions.articles import today_of
from uchastie.crm.knowledge.models import Answer, Article
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, Refusal
from uchastie.ui import text


@transaction.atomic
def answer(actor: Actor, *, article_id: UUID, helped: bool, word: str = "") -> Answer:
    """One answer of each reader; another one replaces it. A «нет» with words is told to the owner."""
    if actor.user_id is None or not actor.has_role(*STAFF):
        raise Denied("Ответить может сотрудник, который вошёл под своим именем.")
    article = queries.get_article(actor, article_id)
    if article.archived_at:
        raise Refusal("archived", "Статья в архиве: её больше не меняют.")
    tidy, now = rules.require_word(word), clock.now()
    known = Answer.objects.filter(article=article, user_id=actor.user_id).first()
    if known and (known.helped, known.word) == (helped, tidy):
        return known
    values = {"helped": helped, "word": tidy, "edition": article.edition, "at": now, "seen_at": None}
    made, _ = Answer.objects.update_or_create(article=article, user_id=actor.user_id, defaults=values)
    if tidy and not helped:
        _tell(article, "article_did_not_help", occasion=f"{made.pk}:{now:%Y%m%d%H%M%S}")
    return made


@transaction.atomic
def mark_answers_seen(actor: Actor, *, article_id: UUID) -> int:
    """The owner has read the words."""
    article = queries.get_article(actor, article_id)
    access.require_editor(actor, article.unit)
    return Answer.objects.filter(article=article, seen_at=None).update(seen_at=clock.now())


def remind_of_stale() -> int:
    """Every stale article is told of once for its day: to the owner, or to everybody who writes when he has left."""
    told = 0
    for article in queries.list_stale(today_of(None)):
        if rules.is_stale(article.check_on, today_of(article.unit)):
            told += remind_of(article)
    return told


@transaction.atomic
def remind_of(article: Article) -> bool:
    return _tell(article, "article_stale", occasion=article.check_on.isoformat())


def _tell(article: Article, event: str, *, occasion: str) -> bool:
    told = False
    for user_id in queries.owners_of(article):
        to = messages.staff(user_id, unit_id=article.unit_id)
        if to is not None:
            told |= notifications.notify(
                event=event,
                about_id=article.pk,
                to=to,
                unit_id=article.unit_id,
                values={"статья": article.title, "когда": text.full_day(article.check_on)},
                url=reverse("knowledge:article", args=[article.pk]),
                occasion=occasion,
            )
    return told
