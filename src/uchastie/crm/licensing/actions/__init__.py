"""Writes of licensing, by subject."""

from uchastie.crm.licensing.actions.agreement import attach_scan, confirm_scan, invite_head, reject_scan
from uchastie.crm.licensing.actions.application import apply_licence, forget_application, review_licence
from uchastie.crm.licensing.actions.building import (
    begin_set,
    decide_set,
    save_choice,
    save_readiness,
    save_study,
    submit_set,
    take_back_set,
)
from uchastie.crm.licensing.actions.life import end_licence, register_licence, resume_licence, suspend_licence
from uchastie.crm.licensing.actions.places import check_page, mark_item, write_note
from uchastie.crm.licensing.actions.sets import set_offers
from uchastie.crm.licensing.actions.terms import accept_terms
from uchastie.crm.licensing.actions.texts import publish_text

__all__ = [
    "accept_terms",
    "apply_licence",
    "attach_scan",
    "begin_set",
    "check_page",
    "confirm_scan",
    "decide_set",
    "end_licence",
    "forget_application",
    "invite_head",
    "mark_item",
    "publish_text",
    "register_licence",
    "reject_scan",
    "resume_licence",
    "review_licence",
    "save_choice",
    "save_readiness",
    "save_study",
    "set_offers",
    "submit_set",
    "suspend_licence",
    "take_back_set",
    "write_note",
]
