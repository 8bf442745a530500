"""Use cases of the desk: one function, one transaction. A page, the API, a job and the demo call the same ones."""

from uchastie.crm.desk.actions.booked import Place
from uchastie.crm.desk.actions.by_hand import Manual, add_request, serve_walk_in
from uchastie.crm.desk.actions.closing import cancel_by_holder, cancel_request, cancel_untouched, reopen_request
from uchastie.crm.desk.actions.day import print_day
from uchastie.crm.desk.actions.drafts import erase_draft, erase_old_drafts, keep_draft
from uchastie.crm.desk.actions.escalation import escalate_deadlines
from uchastie.crm.desk.actions.filters import remove_filter, save_filter, set_tour_seen
from uchastie.crm.desk.actions.from_above import send_request
from uchastie.crm.desk.actions.giving import note_handouts
from uchastie.crm.desk.actions.group import Gathering, serve_group
from uchastie.crm.desk.actions.handover import assign, hand_over, hand_over_all
from uchastie.crm.desk.actions.intake import submit_request
from uchastie.crm.desk.actions.meetings import agree, mark_no_show, remind_of_meeting
from uchastie.crm.desk.actions.moving import give_up_by_holder, move_by_holder, wish_by_holder
from uchastie.crm.desk.actions.reminders import remind_of_deadlines
from uchastie.crm.desk.actions.review import adopt_review, close_old_requests, rate
from uchastie.crm.desk.actions.transfer import return_transfer, transfer_request
from uchastie.crm.desk.actions.undo import undo_step
from uchastie.crm.desk.actions.work import (
    Done,
    add_note,
    check_quality,
    check_step,
    deliver,
    link_volunteer_id,
    open_request,
    record_contact,
    send_fresh_link,
)

__all__ = [
    "Done",
    "Gathering",
    "Manual",
    "Place",
    "add_note",
    "add_request",
    "adopt_review",
    "agree",
    "assign",
    "cancel_by_holder",
    "cancel_request",
    "cancel_untouched",
    "check_quality",
    "check_step",
    "close_old_requests",
    "deliver",
    "erase_draft",
    "erase_old_drafts",
    "escalate_deadlines",
    "give_up_by_holder",
    "hand_over",
    "hand_over_all",
    "keep_draft",
    "link_volunteer_id",
    "mark_no_show",
    "move_by_holder",
    "note_handouts",
    "open_request",
    "print_day",
    "rate",
    "record_contact",
    "remind_of_deadlines",
    "remind_of_meeting",
    "remove_filter",
    "reopen_request",
    "return_transfer",
    "save_filter",
    "send_fresh_link",
    "send_request",
    "serve_group",
    "serve_walk_in",
    "set_tour_seen",
    "submit_request",
    "transfer_request",
    "undo_step",
    "wish_by_holder",
]
