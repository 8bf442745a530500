"""Words and rules of guardians. Pure Python."""

from uchastie.crm.guardians.rules.gates import Gate, GateState, are_passed
from uchastie.crm.guardians.rules.words import KIND_NAMES, STATE_NAMES, GuardianKind, GuardianState

__all__ = ["KIND_NAMES", "STATE_NAMES", "Gate", "GateState", "GuardianKind", "GuardianState", "are_passed"]
