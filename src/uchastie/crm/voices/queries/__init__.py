"""Reads of voices: words through the actor, the board for everybody, figures from one statement."""

from uchastie.crm.voices.queries.changes import Change, find_change, list_changes, shaped_by, url_of
from uchastie.crm.voices.queries.counting import Counts, Totals, counts_of, totals
from uchastie.crm.voices.queries.public import BOARD, Shown, code_digest, find_by_code, get_public, list_board, list_own
from uchastie.crm.voices.queries.working import TABS, get_item, list_items, list_similar

__all__ = [
    "BOARD",
    "TABS",
    "Change",
    "Counts",
    "Shown",
    "Totals",
    "code_digest",
    "counts_of",
    "find_by_code",
    "find_change",
    "get_item",
    "get_public",
    "list_board",
    "list_changes",
    "list_items",
    "list_own",
    "list_similar",
    "shaped_by",
    "totals",
    "url_of",
]
