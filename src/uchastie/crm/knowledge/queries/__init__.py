"""Reads: handouts that may be given, articles that may be read, what has to be checked."""

from uchastie.crm.knowledge.queries.articles import (
    TABS,
    Counts,
    Wanted,
    count_articles,
    find_articles,
    find_edition,
    get_article,
    get_edition,
    is_stale,
    list_articles,
    list_editions,
    list_for_service,
    list_near,
    list_owners,
    list_tags,
)
from uchastie.crm.knowledge.queries.checks import Helped, count_to_check, get_helped, list_stale, owners_of
from uchastie.crm.knowledge.queries.handouts import get_handout, list_handouts

__all__ = [
    "TABS",
    "Counts",
    "Helped",
    "Wanted",
    "count_articles",
    "count_to_check",
    "find_articles",
    "find_edition",
    "get_article",
    "get_edition",
    "get_handout",
    "get_helped",
    "is_stale",
    "list_articles",
    "list_editions",
    "list_for_service",
    "list_handouts",
    "list_near",
    "list_owners",
    "list_stale",
    "list_tags",
    "owners_of",
]
