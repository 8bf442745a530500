"""Writes of events."""

from uchastie.crm.events.actions.calls import note_call
from uchastie.crm.events.actions.door import Came, mark_came, mark_guest, take_back
from uchastie.crm.events.actions.plan import cancel_event, change_event, create_event, hold_past, publish_event
from uchastie.crm.events.actions.registering import (
    Sender,
    add_guest,
    forget_registration,
    give_up,
    register_guest,
)
from uchastie.crm.events.actions.reminders import remind_of_events
from uchastie.crm.events.actions.table import AT_ONCE, begin_import, try_table, wipe_old_imports, write_rows
from uchastie.crm.events.actions.year import publish_year

__all__ = [
    "AT_ONCE",
    "Came",
    "Sender",
    "add_guest",
    "begin_import",
    "cancel_event",
    "change_event",
    "create_event",
    "forget_registration",
    "give_up",
    "hold_past",
    "mark_came",
    "mark_guest",
    "note_call",
    "publish_event",
    "publish_year",
    "register_guest",
    "remind_of_events",
    "take_back",
    "try_table",
    "wipe_old_imports",
    "write_rows",
]
