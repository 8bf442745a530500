"""Use cases of families: one function, one transaction."""

from uchastie.crm.families.actions.categories import add_category, archive_category, rename_category
from uchastie.crm.families.actions.members import set_members
from uchastie.crm.families.actions.moves import advance, close_case, hand_over, reopen_case, seek_again
from uchastie.crm.families.actions.needs import add_need, change_need, set_need_state, withdraw_need
from uchastie.crm.families.actions.receive import apply_family, receive_family
from uchastie.crm.families.actions.screening import clarify_needs, note_consent, screen_family, set_marker
from uchastie.crm.families.actions.veil import note_look, note_refusal, open_veil

__all__ = [
    "add_category",
    "add_need",
    "advance",
    "apply_family",
    "archive_category",
    "change_need",
    "clarify_needs",
    "close_case",
    "hand_over",
    "note_consent",
    "note_look",
    "note_refusal",
    "open_veil",
    "receive_family",
    "rename_category",
    "reopen_case",
    "screen_family",
    "seek_again",
    "set_marker",
    "set_members",
    "set_need_state",
    "withdraw_need",
]
