"""Use cases of a profile: filling, answering, planning."""

from uchastie.crm.assessment.actions.answering import (
    Late,
    Said,
    answer_as_beneficiary,
    answer_question,
    close_sheet,
    has_answered,
    reopen_sheet,
)
from uchastie.crm.assessment.actions.filling import (
    accept_principles,
    change_term,
    digest_of,
    start_profile,
    write_section,
)
from uchastie.crm.assessment.actions.planning import (
    add_point,
    approve_plan,
    change_point,
    collect,
    give_advice,
    note_discussion,
    review_year,
)

__all__ = [
    "Late",
    "Said",
    "accept_principles",
    "add_point",
    "answer_as_beneficiary",
    "answer_question",
    "approve_plan",
    "change_point",
    "change_term",
    "close_sheet",
    "collect",
    "digest_of",
    "give_advice",
    "has_answered",
    "note_discussion",
    "reopen_sheet",
    "review_year",
    "start_profile",
    "write_section",
]
