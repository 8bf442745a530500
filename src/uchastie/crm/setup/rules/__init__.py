"""Rules of the installation, by subject."""

from uchastie.crm.setup.rules.channels import (
    CHANNEL_NAMES,
    FIELDS,
    MEANWHILE,
    SECURITY_NAMES,
    ChannelKind,
    ChannelSettings,
    Field,
    clean_values,
    own_fields,
)
from uchastie.crm.setup.rules.operator import SITE_NAME, OperatorCard, clean_operator
from uchastie.crm.setup.rules.secrets import open_secrets, seal_secrets
from uchastie.crm.setup.rules.steps import Step, StepState, next_step
from uchastie.crm.setup.rules.trouble import Failed, reason_of, within

__all__ = [
    "CHANNEL_NAMES",
    "FIELDS",
    "MEANWHILE",
    "SECURITY_NAMES",
    "SITE_NAME",
    "ChannelKind",
    "ChannelSettings",
    "Failed",
    "Field",
    "OperatorCard",
    "Step",
    "StepState",
    "clean_operator",
    "clean_values",
    "next_step",
    "open_secrets",
    "own_fields",
    "reason_of",
    "seal_secrets",
    "within",
]
