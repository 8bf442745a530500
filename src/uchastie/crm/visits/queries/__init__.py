"""Reads of visits: recognising who came, the day's list, figures."""

from uchastie.crm.visits.queries.days import (
    DayCount,
    Listed,
    count_by_day,
    count_by_purpose,
    count_visits,
    get_visit,
    list_day,
)
from uchastie.crm.visits.queries.recognise import (
    Came,
    find_here,
    find_who,
    offer_requests,
    person_of_code,
    personal_code,
)
from uchastie.crm.visits.queries.tablets import find_tablet, get_tablet, list_tablets

__all__ = [
    "Came",
    "DayCount",
    "Listed",
    "count_by_day",
    "count_by_purpose",
    "count_visits",
    "find_here",
    "find_tablet",
    "find_who",
    "get_tablet",
    "get_visit",
    "list_day",
    "list_tablets",
    "offer_requests",
    "person_of_code",
    "personal_code",
]
