"""Reads of the desk: always through the actor."""

from uchastie.crm.desk.queries.counter import Found, find_people, is_recognised
from uchastie.crm.desk.queries.drafts import DraftLine, get_draft, list_drafts
from uchastie.crm.desk.queries.links import request_of_token, status_token
from uchastie.crm.desk.queries.passing import (
    Colleague,
    barred_from,
    find_arrival,
    find_last_step,
    find_refusal,
    find_target,
    find_undoable,
    is_barred,
    led_by,
    list_away,
    list_colleagues,
    list_sent,
    list_strangers,
    list_targets,
    others_since,
    to_pass,
)
from uchastie.crm.desk.queries.punctuality import Punctuality, get_punctuality
from uchastie.crm.desk.queries.queue import Filter, Queue, Row, count_queue, get_queue
from uchastie.crm.desk.queries.requests import (
    Card,
    for_update,
    get_card,
    get_request,
    list_requests,
    visible_to,
)

__all__ = [
    "Card",
    "Colleague",
    "DraftLine",
    "Filter",
    "Found",
    "Punctuality",
    "Queue",
    "Row",
    "barred_from",
    "count_queue",
    "find_arrival",
    "find_last_step",
    "find_people",
    "find_refusal",
    "find_target",
    "find_undoable",
    "for_update",
    "get_card",
    "get_draft",
    "get_punctuality",
    "get_queue",
    "get_request",
    "is_barred",
    "is_recognised",
    "led_by",
    "list_away",
    "list_colleagues",
    "list_drafts",
    "list_requests",
    "list_sent",
    "list_strangers",
    "list_targets",
    "others_since",
    "request_of_token",
    "status_token",
    "to_pass",
    "visible_to",
]
