"""Reads of the support: calls, gaps of contact, alarms, marks of help, reports."""

from uchastie.crm.followup.queries.calls import (
    BoardRow,
    Tab,
    count_tabs,
    differences_of,
    get_call,
    list_board,
    list_of_pair,
    next_call_of,
    next_open,
    script_of,
    today_of,
)
from uchastie.crm.followup.queries.help import (
    can_help_with,
    get_fact,
    get_report,
    list_help,
    list_help_of_pair,
    list_reports,
    list_reports_of_pair,
    list_to_export,
    sum_help,
)
from uchastie.crm.followup.queries.line import dline
from uchastie.crm.followup.queries.sums import count_open_by_day, list_call_days, list_given
from uchastie.crm.followup.queries.watch import PairWatch, alarms_of_pair, list_alarms, list_gaps

__all__ = [
    "BoardRow",
    "PairWatch",
    "Tab",
    "alarms_of_pair",
    "can_help_with",
    "count_open_by_day",
    "count_tabs",
    "differences_of",
    "dline",
    "get_call",
    "get_fact",
    "get_report",
    "list_alarms",
    "list_board",
    "list_call_days",
    "list_gaps",
    "list_given",
    "list_help",
    "list_help_of_pair",
    "list_of_pair",
    "list_reports",
    "list_reports_of_pair",
    "list_to_export",
    "next_call_of",
    "next_open",
    "script_of",
    "sum_help",
    "today_of",
]
