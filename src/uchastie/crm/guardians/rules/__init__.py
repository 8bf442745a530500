"""Words and rules of guardians. Pure Python."""

from uchastie.crm.guardians.rules.gates import Gate, GateState, are_passed
from uchastie.crm.guardians.rules.intake import (
    CapabilityValues,
    GuardianInput,
    guardian_number,
    require_about,
    require_capabilities,
    require_capacity,
    require_guardian,
    require_past,
    require_pause,
    require_radius,
    require_reason,
)
from uchastie.crm.guardians.rules.moves import LIFECYCLE, Move
from uchastie.crm.guardians.rules.words import KIND_NAMES, STATE_NAMES, STATE_TONES, GuardianKind, GuardianState

__all__ = [
    "KIND_NAMES",
    "LIFECYCLE",
    "STATE_NAMES",
    "STATE_TONES",
    "CapabilityValues",
    "Gate",
    "GateState",
    "GuardianInput",
    "GuardianKind",
    "GuardianState",
    "Move",
    "are_passed",
    "guardian_number",
    "require_about",
    "require_capabilities",
    "require_capacity",
    "require_guardian",
    "require_past",
    "require_pause",
    "require_radius",
    "require_reason",
]
