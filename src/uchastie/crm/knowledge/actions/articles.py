"""Writes of articles: a new edition, a check that was made, the archive."""

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.journal import actions as journal
from uchastie.crm.knowledge import access, queries
from uchastie.crm.knowledge.models import Article, ArticleGram, Edition, Tag
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.knowledge.rules.articles import CHAPTER_NAMES, KIND_NAMES, Draft
from uchastie.crm.knowledge.rules.markup import headings
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock, typos
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal
from uchastie.kernel.search import make_text
from uchastie.kernel.words import sort_key
from uchastie.ui import text as words

ARTICLE = "knowledge.article"
MOSCOW = ZoneInfo("Europe/Moscow")


def today_of(unit: Unit | None) -> dt.date:
    """An article of the country lives by the time of Moscow."""
    return clock.today(unit.zone if unit else MOSCOW)


@transaction.atomic
def write_article(
    actor: Actor,
    draft: Draft,
    *,
    unit: Unit | None,
    article_id: UUID | None = None,
    version: int | None = None,
    code: str | None = None,
) -> Article:
    """A new article, or the next edition of one. An edition is kept for good; nothing changed makes none."""
    known = _own(actor, article_id) if article_id else None
    unit = known.unit if known else unit
    access.require_editor(actor, unit)
    if known:
        known.require_version(version)
    today = today_of(unit)
    tidy = _require(actor, draft, unit, known, today)
    now = clock.now()
    values = _values(actor, tidy, known, today) | {"updated_at": now, "updated_by_id": actor.user_id}
    changed = known is None or _says_other(known, tidy)
    if known is None:
        article = Article.objects.create(unit=unit, code=code, **values)
    else:
        article = known.apply(edition=known.edition + (1 if changed else 0), **values)
    _gather(article, tidy)
    if changed:
        Edition.objects.create(
            article=article,
            number=article.edition,
            title=article.title,
            body=article.body,
            facts=facts_of(article),
            note=tidy.note,
            at=now,
            by_id=actor.user_id,
        )
    if code is None:  # what is given with the product is nobody's deed
        _record(actor, article, "article_changed" if known else "article_made", edition=article.edition)
    return article


@transaction.atomic
def confirm_check(actor: Actor, *, article_id: UUID, version: int | None, check_on: dt.date | None) -> Article:
    """«Проверено, всё верно»: the text stays, the mark goes, the next day is set."""
    article = _own(actor, article_id)
    article.require_version(version)
    if article.archived_at:
        raise Refusal("archived", "Статья в архиве. Верните её, потом проверяйте.")
    today = today_of(article.unit)
    article.apply(checked_on=today, check_on=rules.require_check_day(check_on, today))
    _record(actor, article, "article_checked", on=article.check_on.isoformat())
    return article


@transaction.atomic
def archive_article(actor: Actor, *, article_id: UUID, archived: bool) -> Article:
    """Out of lists and search; who has the address still reads it, with a mark. Twice is once."""
    article = _own(actor, article_id)
    if (article.archived_at is not None) != archived:
        article.apply(archived_at=clock.now() if archived else None)
        _record(actor, article, "article_archived" if archived else "article_returned")
    return article


def facts_of(article: Article) -> str:
    """The card of a measure or a contest as lines, so that versions show what changed in it."""
    until = words.full_day(article.until) if article.until else ""
    pairs = (("Кому", article.audience), ("Кто даёт", article.giver), ("До", until), ("Ссылка", article.link))
    return "\n".join(f"{name}: {value}" for name, value in pairs if value)


def _own(actor: Actor, article_id: UUID) -> Article:
    article = queries.get_article(actor, article_id)
    access.require_editor(actor, article.unit)
    return article


def _require(actor: Actor, draft: Draft, unit: Unit | None, known: Article | None, today: dt.date) -> Draft:
    """The owner must be somebody who can check. Texts given with the product belong to whoever writes."""
    if actor.kind is ActorKind.SYSTEM and draft.owner_id is None:
        return rules.clean(draft)
    tidy = rules.require_article(draft, today)
    if tidy.owner_id not in {user.pk for user in queries.list_owners(unit)}:
        raise Refusal("owner", "Этот человек статью проверить не сможет. Выберите другого.", field="owner")
    return tidy


def _values(actor: Actor, tidy: Draft, known: Article | None, today: dt.date) -> dict[str, Any]:
    names = ("kind", "title", "body", "chapter", "audience", "giver", "until", "link", "check_on", "owner_id")
    values = {name: getattr(tidy, name) for name in names}
    return values | {"checked_on": today, "sort_name": sort_key(tidy.title), "search_text": _search_text(tidy)}


def _search_text(tidy: Draft) -> str:
    services = [service.name for service in catalogue.list_services() if service.code in set(tidy.services)]
    named = (KIND_NAMES.get(tidy.kind, ""), CHAPTER_NAMES.get(tidy.chapter, ""))
    return make_text(tidy.title, *tidy.tags, tidy.audience, tidy.giver, *named, *services, tidy.body)


def _says_other(known: Article, tidy: Draft) -> bool:
    names = ("kind", "title", "body", "audience", "giver", "until", "link")
    return any(getattr(known, name) != getattr(tidy, name) for name in names)


def _gather(article: Article, tidy: Draft) -> None:
    """Services, tags, and the words by which a slip is forgiven."""
    article.services.set([service for service in catalogue.list_services() if service.code in set(tidy.services)])
    Tag.objects.filter(article=article).exclude(name__in=tidy.tags).delete()
    Tag.objects.bulk_create([Tag(article=article, name=name) for name in tidy.tags], ignore_conflicts=True)
    typos.learn(ArticleGram, article.title, *tidy.tags, article.audience, headings(article.body)[:5000])


def _record(actor: Actor, article: Article, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=ARTICLE, object_id=article.pk, unit_id=article.unit_id, **details)
