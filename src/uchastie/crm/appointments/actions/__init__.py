"""Use cases of appointments."""

from uchastie.crm.appointments.actions.absences import add_absence, cancel_absence
from uchastie.crm.appointments.actions.booking import book, cancel, drop_old_holds, finish, miss
from uchastie.crm.appointments.actions.feeds import make_feed, revoke_feed
from uchastie.crm.appointments.actions.reminders import remind

__all__ = [
    "add_absence",
    "book",
    "cancel",
    "cancel_absence",
    "drop_old_holds",
    "finish",
    "make_feed",
    "miss",
    "remind",
    "revoke_feed",
]
