"""Which articles an actor may read, and how they are found."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.accounts.models import User
from uchastie.crm.knowledge import access
from uchastie.crm.knowledge.models import Article, ArticleGram, Edition
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.knowledge.rules.articles import CARDS, Kind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import typos
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.search import search
from uchastie.kernel.words import WORD, fold

PAGE = 30
FOUND = 50  # by words; who has not found it among fifty adds a word
ORDER = ("sort_name", "id")
TABS = ("all", "articles", "scripts", "cards", "stale", "over", "archive")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a tab and what narrows it. `below`: the articles of the units below this one."""

    tab: str = "all"
    text: str = ""
    service: str = ""
    chapter: str = ""
    tag: str = ""
    below: bool = False

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.service or self.chapter or self.tag or self.below)


@dataclass(frozen=True, slots=True)
class Counts:
    all: int
    articles: int
    scripts: int
    cards: int
    stale: int
    over: int


def list_articles(actor: Actor, unit: Unit | None, wanted: Wanted, today: dt.date, after: str = "") -> Page[Article]:
    rows = _of_tab(_narrowed(_here(actor, unit, below=wanted.below), wanted), wanted.tab, today)
    rows = rows.select_related("unit")
    if wanted.text:
        return Page(_best_first(list(_search(rows, wanted.text)[:FOUND]), wanted.text), None)
    return keyset(rows, order=ORDER, size=PAGE, after=after or None)


def count_articles(actor: Actor, unit: Unit | None, wanted: Wanted, today: dt.date) -> Counts:
    """For the tabs, in one statement: over the same narrowing, without the words."""
    live = Q(archived_at=None) & ~_over(today)
    rows = _narrowed(_here(actor, unit, below=wanted.below), wanted).order_by()
    found = rows.aggregate(
        all=Count("pk", filter=live, distinct=True),
        articles=Count("pk", filter=live & Q(kind=Kind.ARTICLE), distinct=True),
        scripts=Count("pk", filter=live & Q(kind=Kind.SCRIPT), distinct=True),
        cards=Count("pk", filter=live & Q(kind__in=CARDS), distinct=True),
        stale=Count("pk", filter=live & Q(check_on__lt=today), distinct=True),
        over=Count("pk", filter=Q(archived_at=None) & _over(today), distinct=True),
    )
    return Counts(**found)


def get_article(actor: Actor, article_id: UUID) -> Article:
    """For reading. An archived one opens for who has its address, with a mark."""
    rows = Article.objects.select_related("unit", "owner", "updated_by").prefetch_related("services", "tags")
    article = rows.filter(access.reach(actor), pk=article_id).first()
    if article is None:
        raise NotSeen
    return article


def list_near(article: Article, actor: Actor, today: dt.date, limit: int = 5) -> list[Article]:
    """What stands beside it: of the same service or with the same word."""
    tags = [tag.name for tag in article.tags.all()]
    services = [service.pk for service in article.services.all()]
    if not tags and not services:
        return []
    rows = Article.objects.filter(access.reach(actor), Q(tags__name__in=tags) | Q(services__in=services))
    return list(_live(rows, today).exclude(pk=article.pk).order_by(*ORDER).distinct()[:limit])


def list_for_service(unit: Unit | None, service_code: str, today: dt.date, limit: int = 6) -> list[Article]:
    """For whoever serves somebody of this unit: scripts first, they are needed while the phone rings."""
    rows = _live(Article.objects.filter(_of(unit), services=service_code), today)
    found = list(rows.order_by(*ORDER)[:FOUND])
    return sorted(found, key=lambda article: article.kind != Kind.SCRIPT)[:limit]


def find_articles(actor: Actor, unit: Unit | None, text: str, today: dt.date, limit: int) -> list[Article]:
    """For the search of everything."""
    rows = _live(_here(actor, unit, below=False), today)
    return _best_first(list(_search(rows, text)[:FOUND]), text)[:limit]


def list_owners(unit: Unit | None) -> list[User]:
    """Who may answer for an article of the unit: those who write for it."""
    place = unit or network.get_federal()
    roles = access.EDITORS if unit else access.FEDERAL
    rows = network.list_staff(SYSTEM, place).filter(role__in=roles)
    return list({row.user_id: row.user for row in rows}.values())


def list_editions(article: Article) -> QuerySet[Edition]:
    """The last first, without their texts."""
    rows = Edition.objects.filter(article=article).select_related("by").defer("body", "facts")
    return rows.order_by("-number")


def get_edition(article: Article, number: int) -> Edition:
    found = Edition.objects.filter(article=article, number=number).select_related("by").first()
    if found is None:
        raise NotSeen
    return found


def find_edition(article: Article, number: int) -> Edition | None:
    return Edition.objects.filter(article=article, number=number).first()


def list_tags(actor: Actor, unit: Unit | None, limit: int = 8) -> list[str]:
    """The words most articles here have."""
    rows = _here(actor, unit, below=False).filter(archived_at=None, tags__isnull=False).order_by()
    counted = rows.values_list("tags__name").annotate(n=Count("pk", distinct=True)).order_by("-n", "tags__name")
    return [name for name, _ in counted[:limit]]


# --- conditions ---


def _here(actor: Actor, unit: Unit | None, *, below: bool) -> QuerySet[Article]:
    rows = Article.objects.filter(access.reach(actor))
    if below and unit:
        return rows.filter(unit__path__startswith=unit.path).exclude(unit=unit)
    return rows.filter(_of(unit))


def _of(unit: Unit | None) -> Q:
    """What holds in the unit: its own, that of the units above, that of the country."""
    return Q(unit__isnull=True) | (Q(unit__path__in=access.prefixes(unit.path)) if unit else Q(pk__in=[]))


def _narrowed(rows: QuerySet[Article], wanted: Wanted) -> QuerySet[Article]:
    if wanted.service:
        rows = rows.filter(services=wanted.service)
    if wanted.chapter:
        rows = rows.filter(chapter=wanted.chapter)
    return rows.filter(tags__name=wanted.tag) if wanted.tag else rows


def _of_tab(rows: QuerySet[Article], tab: str, today: dt.date) -> QuerySet[Article]:
    if tab == "archive":
        return rows.exclude(archived_at=None)
    if tab == "over":
        return rows.filter(_over(today), archived_at=None)
    narrower = {
        "articles": Q(kind=Kind.ARTICLE),
        "scripts": Q(kind=Kind.SCRIPT),
        "cards": Q(kind__in=CARDS),
        "stale": Q(check_on__lt=today),
    }
    return _live(rows, today).filter(narrower.get(tab, Q()))


def _live(rows: QuerySet[Article], today: dt.date) -> QuerySet[Article]:
    return rows.filter(~_over(today), archived_at=None)


def _over(today: dt.date) -> Q:
    """The last day has passed: the contest has ended."""
    return Q(until__isnull=False, until__lt=today)


def _search(rows: QuerySet[Article], text: str) -> QuerySet[Article]:
    """As typed; when nothing has these words, with words one slip away."""
    text = text[:200]
    found = search(rows, text).order_by(*ORDER)
    if not found.exists() and (fixes := typos.near(ArticleGram, text)):
        return search(rows, text, near=fixes).order_by(*ORDER)
    return found


def _best_first(found: list[Article], text: str) -> list[Article]:
    """Those that are called so before those that only mention it."""
    words = WORD.findall(fold(text))
    return sorted(found, key=lambda article: -sum(word[:5] in fold(article.title) for word in words))


def is_stale(article: Article, today: dt.date) -> bool:
    return article.archived_at is None and rules.is_stale(article.check_on, today)
