"""Shapes of what is typed about events."""

from uchastie.crm.events.forms.people import GuestForm, MarkForm, StaffGuestForm, TableForm
from uchastie.crm.events.forms.plan import CancelForm, EventForm, YearForm

__all__ = ["CancelForm", "EventForm", "GuestForm", "MarkForm", "StaffGuestForm", "TableForm", "YearForm"]
