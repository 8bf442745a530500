"""Reads of appointments. What a meeting is about is an opaque id here: ask with ids the actor has got elsewhere."""

from uchastie.crm.appointments.queries.absences import Away, absent_on, get_absence, list_absences, list_away
from uchastie.crm.appointments.queries.bookings import (
    count_missed,
    find_agreed,
    find_feed,
    find_latest,
    get_feed_owner,
    list_between,
    list_during,
    list_for_feed,
    list_to_remind,
    state_of_feed,
)
from uchastie.crm.appointments.queries.slots import (
    find_nearest,
    is_outside_hours,
    list_free_slots,
    list_hosts,
    list_rooms,
    list_slots,
    open_week,
)

__all__ = [
    "Away",
    "absent_on",
    "count_missed",
    "find_agreed",
    "find_feed",
    "find_latest",
    "find_nearest",
    "get_absence",
    "get_feed_owner",
    "is_outside_hours",
    "list_absences",
    "list_away",
    "list_between",
    "list_during",
    "list_for_feed",
    "list_free_slots",
    "list_hosts",
    "list_rooms",
    "list_slots",
    "list_to_remind",
    "open_week",
    "state_of_feed",
]
