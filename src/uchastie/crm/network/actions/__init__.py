"""Writes to the network, by subject."""

from uchastie.crm.network.actions.staff import (
    accept_invitation,
    assign,
    cancel_invitation,
    end_assignment,
    invite,
    invite_first_admin,
    join_by_invitation,
    reset_second_factor,
)
from uchastie.crm.network.actions.units import CentreInput, change_status, create_centre, update_centre

__all__ = [
    "CentreInput",
    "accept_invitation",
    "assign",
    "cancel_invitation",
    "change_status",
    "create_centre",
    "end_assignment",
    "invite",
    "invite_first_admin",
    "join_by_invitation",
    "reset_second_factor",
    "update_centre",
]
