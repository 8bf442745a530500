"""Writes to the installation, by subject."""

from uchastie.crm.setup.actions.channels import make_push_keys, save_channel, use_environment
from uchastie.crm.setup.actions.checks import check_channel
from uchastie.crm.setup.actions.operator import save_backups, save_operator

__all__ = ["check_channel", "make_push_keys", "save_backups", "save_channel", "save_operator", "use_environment"]
