"""What followup does: calls by schedule, talks, marks of help, reports."""

from uchastie.crm.followup.actions.help import (
    answer_help,
    log_help,
    mark_exported,
    withdraw_help,
)
from uchastie.crm.followup.actions.planning import cancel_calls, extend_calls, move_calls, plan_calls
from uchastie.crm.followup.actions.reports import read_report, send_report
from uchastie.crm.followup.actions.talks import note_talk, settle_difference

__all__ = [
    "answer_help",
    "cancel_calls",
    "extend_calls",
    "log_help",
    "mark_exported",
    "move_calls",
    "note_talk",
    "plan_calls",
    "read_report",
    "send_report",
    "settle_difference",
    "withdraw_help",
]
