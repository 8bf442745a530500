"""Reads of pairs by noun: pairs, places, contacts, feedback."""

from uchastie.crm.guardianship.queries.contacts import (
    PaperGate,
    gates_of,
    opens_contacts,
    pair_opens_contacts,
    papers_of,
)
from uchastie.crm.guardianship.queries.feedback import feedback_of_token, feedback_token, find_feedback, list_unanswered
from uchastie.crm.guardianship.queries.lines import Line, clock_of_pair, line
from uchastie.crm.guardianship.queries.pairs import (
    Tab,
    cases_ending,
    count_overdue,
    count_overdue_by_region,
    count_tabs,
    find_open,
    get_guardianship,
    list_clocks,
    list_gone_over,
    list_known,
    list_of_case,
    list_of_guardian,
    list_open_of,
    list_pairs,
    list_promises,
    promised_needs,
    visible_to,
)
from uchastie.crm.guardianship.queries.places import places, places_of, seats_of
from uchastie.crm.guardianship.queries.visits import list_visits

__all__ = [
    "Line",
    "PaperGate",
    "Tab",
    "cases_ending",
    "clock_of_pair",
    "count_overdue",
    "count_overdue_by_region",
    "count_tabs",
    "feedback_of_token",
    "feedback_token",
    "find_feedback",
    "find_open",
    "gates_of",
    "get_guardianship",
    "line",
    "list_clocks",
    "list_gone_over",
    "list_known",
    "list_of_case",
    "list_of_guardian",
    "list_open_of",
    "list_pairs",
    "list_promises",
    "list_unanswered",
    "list_visits",
    "opens_contacts",
    "pair_opens_contacts",
    "papers_of",
    "places",
    "places_of",
    "promised_needs",
    "seats_of",
    "visible_to",
]
