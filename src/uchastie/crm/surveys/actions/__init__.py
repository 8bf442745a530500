"""What is done with surveys and answers."""

from uchastie.crm.surveys.actions.answering import Respondent, answer, begin, finish, forget_sheet, leave
from uchastie.crm.surveys.actions.building import (
    Result,
    add_question,
    change_survey,
    close_past,
    close_survey,
    create_survey,
    forget_unfinished,
    invite,
    open_survey,
    remove_question,
    tell_result,
)
from uchastie.crm.surveys.actions.permits import ask_permit, give_permit, note_permit, stop_answering

__all__ = [
    "Respondent",
    "Result",
    "add_question",
    "answer",
    "ask_permit",
    "begin",
    "change_survey",
    "close_past",
    "close_survey",
    "create_survey",
    "finish",
    "forget_sheet",
    "forget_unfinished",
    "give_permit",
    "invite",
    "leave",
    "note_permit",
    "open_survey",
    "remove_question",
    "stop_answering",
    "tell_result",
]
