"""Use cases of families: one function, one transaction."""

from uchastie.crm.families.actions.categories import add_category, archive_category, change_category
from uchastie.crm.families.actions.imports import begin_import, import_families, note_export
from uchastie.crm.families.actions.members import set_members
from uchastie.crm.families.actions.moves import (
    advance,
    close_case,
    hand_over,
    hand_over_all,
    reopen_case,
    seek_again,
)
from uchastie.crm.families.actions.needs import add_need, change_need, set_need_state, withdraw_need
from uchastie.crm.families.actions.receive import apply_family, receive_family
from uchastie.crm.families.actions.screening import clarify_needs, note_consent, screen_family, set_marker
from uchastie.crm.families.actions.split import (
    OVER,
    Part,
    follow_delivery,
    follow_return,
    follow_review,
    release_taken,
    service_for,
    split_needs,
)
from uchastie.crm.families.actions.veil import note_look, note_refusal, open_veil

__all__ = [
    "OVER",
    "Part",
    "add_category",
    "add_need",
    "advance",
    "apply_family",
    "archive_category",
    "begin_import",
    "change_category",
    "change_need",
    "clarify_needs",
    "close_case",
    "follow_delivery",
    "follow_return",
    "follow_review",
    "hand_over",
    "hand_over_all",
    "import_families",
    "note_consent",
    "note_export",
    "note_look",
    "note_refusal",
    "open_veil",
    "receive_family",
    "release_taken",
    "reopen_case",
    "screen_family",
    "seek_again",
    "service_for",
    "set_marker",
    "set_members",
    "set_need_state",
    "split_needs",
    "withdraw_need",
]
