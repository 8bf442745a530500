"""Writes to the registry."""

from uchastie.crm.people.actions.register import OBJECT, link_volunteer_id, meet, register, set_reminders

__all__ = ["OBJECT", "link_volunteer_id", "meet", "register", "set_reminders"]
