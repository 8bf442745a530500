"""Use cases of involvement, by subject."""

from uchastie.crm.involvement.actions.activities import Deed, record_activity
from uchastie.crm.involvement.actions.opportunities import (
    RoleValues,
    add_group,
    change_opportunity,
    close_opportunity,
    create_opportunity,
)
from uchastie.crm.involvement.actions.preparing import mark_steps, prepare_role, start_role
from uchastie.crm.involvement.actions.roles import (
    accept_role,
    answer_opportunity,
    end_role,
    leave_by_consent,
    leave_role,
    note_consent,
    note_parent,
    offer_role,
    refuse_answer,
    take_answer,
    values_of,
)

__all__ = [
    "Deed",
    "RoleValues",
    "accept_role",
    "add_group",
    "answer_opportunity",
    "change_opportunity",
    "close_opportunity",
    "create_opportunity",
    "end_role",
    "leave_by_consent",
    "leave_role",
    "mark_steps",
    "note_consent",
    "note_parent",
    "offer_role",
    "prepare_role",
    "record_activity",
    "refuse_answer",
    "start_role",
    "take_answer",
    "values_of",
]
