"""Writes to the network, by subject."""

from uchastie.crm.network.actions.dismissal import NOBODY_LEADS, dismiss
from uchastie.crm.network.actions.headquarters import create_headquarters, update_headquarters
from uchastie.crm.network.actions.imports import AT_ONCE, begin_import, try_table, wipe_old_imports, write_rows
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
from uchastie.crm.network.actions.units import (
    CentreInput,
    change_access,
    change_status,
    create_centre,
    update_centre,
)

__all__ = [
    "AT_ONCE",
    "NOBODY_LEADS",
    "CentreInput",
    "accept_invitation",
    "assign",
    "begin_import",
    "cancel_invitation",
    "change_access",
    "change_status",
    "create_centre",
    "create_headquarters",
    "dismiss",
    "end_assignment",
    "invite",
    "invite_first_admin",
    "join_by_invitation",
    "reset_second_factor",
    "try_table",
    "update_centre",
    "update_headquarters",
    "wipe_old_imports",
    "write_rows",
]
