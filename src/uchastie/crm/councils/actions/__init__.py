"""What is done with councils."""

from uchastie.crm.councils.actions.decisions import change_fate, decide, remind_of_late
from uchastie.crm.councils.actions.evaluations import answer_evaluation, begin_evaluation, conclude, give_marks
from uchastie.crm.councils.actions.makeup import change_council, close_council, create_council
from uchastie.crm.councils.actions.meetings import (
    add_point,
    cancel_meeting,
    decline_point,
    hold_meeting,
    plan_meeting,
    propose,
    say_coming,
    send_agenda,
    take_point,
)
from uchastie.crm.councils.actions.members import (
    accept,
    decline,
    end_membership,
    forget_member,
    invite,
    leave,
    note_consent,
    renew,
    show_name,
)

__all__ = [
    "accept",
    "add_point",
    "answer_evaluation",
    "begin_evaluation",
    "cancel_meeting",
    "change_council",
    "change_fate",
    "close_council",
    "conclude",
    "create_council",
    "decide",
    "decline",
    "decline_point",
    "end_membership",
    "forget_member",
    "give_marks",
    "hold_meeting",
    "invite",
    "leave",
    "note_consent",
    "plan_meeting",
    "propose",
    "remind_of_late",
    "renew",
    "say_coming",
    "send_agenda",
    "show_name",
    "take_point",
]
