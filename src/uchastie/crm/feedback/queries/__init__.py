"""Reads of feedback: marks through the actor, places of QR codes, figures."""

from uchastie.crm.feedback.queries.figures import (
    By,
    count_heard,
    count_stars,
    count_stars_by,
    count_stars_by_month,
    count_waiting,
    get_recommendation,
    month_of,
)
from uchastie.crm.feedback.queries.marks import (
    Filter,
    count_tabs,
    find_mark_of,
    get_mark,
    list_answers,
    list_linkable,
    list_marks,
    visible_to,
)
from uchastie.crm.feedback.queries.places import (
    Targets,
    find_open_place,
    get_place,
    list_places,
    list_targets,
    place_url,
)
from uchastie.crm.feedback.queries.recommend import count_referred, rating_qr, referral_code, share_url

__all__ = [
    "By",
    "Filter",
    "Targets",
    "count_heard",
    "count_referred",
    "count_stars",
    "count_stars_by",
    "count_stars_by_month",
    "count_tabs",
    "count_waiting",
    "find_mark_of",
    "find_open_place",
    "get_mark",
    "get_place",
    "get_recommendation",
    "list_answers",
    "list_linkable",
    "list_marks",
    "list_places",
    "list_targets",
    "month_of",
    "place_url",
    "rating_qr",
    "referral_code",
    "share_url",
    "visible_to",
]
