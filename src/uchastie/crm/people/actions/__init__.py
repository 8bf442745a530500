"""Writes to the registry."""

from uchastie.crm.people.actions.card import CardValues, edit_card, look, set_contact_person, set_inn
from uchastie.crm.people.actions.contacts import add_contact, change_contact, remove_contact
from uchastie.crm.people.actions.household import add_relative, link_relative, unlink_relative
from uchastie.crm.people.actions.merging import merge_cards, tell_apart, undo_merging
from uchastie.crm.people.actions.register import OBJECT, link_volunteer_id, meet, register, set_reminders

__all__ = [
    "OBJECT",
    "CardValues",
    "add_contact",
    "add_relative",
    "change_contact",
    "edit_card",
    "link_relative",
    "link_volunteer_id",
    "look",
    "meet",
    "merge_cards",
    "register",
    "remove_contact",
    "set_contact_person",
    "set_inn",
    "set_reminders",
    "tell_apart",
    "undo_merging",
    "unlink_relative",
]
