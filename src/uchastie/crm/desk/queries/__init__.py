"""Reads of the desk: always through the actor."""

from uchastie.crm.desk.queries.drafts import DraftLine, get_draft, list_drafts
from uchastie.crm.desk.queries.links import request_of_token, status_token
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
    "DraftLine",
    "Filter",
    "Punctuality",
    "Queue",
    "Row",
    "count_queue",
    "for_update",
    "get_card",
    "get_draft",
    "get_punctuality",
    "get_queue",
    "get_request",
    "list_drafts",
    "list_requests",
    "request_of_token",
    "status_token",
    "visible_to",
]
