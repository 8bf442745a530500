"""Use cases of the cabinet: signing in by a code, what a contact opens, the talk about a request."""

from uchastie.crm.cabinet.actions.doors import open_by_number, open_for_person, set_door
from uchastie.crm.cabinet.actions.signin import (
    confirm_code,
    end_sign_in,
    end_sign_ins,
    forget_old,
    mark_seen,
    send_code,
)
from uchastie.crm.cabinet.actions.talk import (
    answer,
    ask,
    ask_another,
    change_request,
    note_withdrawal,
    return_request,
    settle,
    settle_wish,
)

__all__ = [
    "answer",
    "ask",
    "ask_another",
    "change_request",
    "confirm_code",
    "end_sign_in",
    "end_sign_ins",
    "forget_old",
    "mark_seen",
    "note_withdrawal",
    "open_by_number",
    "open_for_person",
    "return_request",
    "send_code",
    "set_door",
    "settle",
    "settle_wish",
]
