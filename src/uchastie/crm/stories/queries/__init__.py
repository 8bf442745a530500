"""Reads of stories: for those who work on them, for everybody, the document of consent."""

from uchastie.crm.stories.queries.consent import consent_document, names_in_story
from uchastie.crm.stories.queries.shown import (
    Gone,
    Shown,
    get_photo,
    get_shown,
    has_shown,
    list_shown,
    may_open_photo,
    seal_of,
    show,
)
from uchastie.crm.stories.queries.stories import (
    TAB_NAMES,
    Tab,
    get_story,
    list_expired,
    list_of_receipt,
    list_own,
    list_stories,
    tabs_of,
    visible_to,
    writable_pairs,
)

__all__ = [
    "TAB_NAMES",
    "Gone",
    "Shown",
    "Tab",
    "consent_document",
    "get_photo",
    "get_shown",
    "get_story",
    "has_shown",
    "list_expired",
    "list_of_receipt",
    "list_own",
    "list_shown",
    "list_stories",
    "may_open_photo",
    "names_in_story",
    "seal_of",
    "show",
    "tabs_of",
    "visible_to",
    "writable_pairs",
]
