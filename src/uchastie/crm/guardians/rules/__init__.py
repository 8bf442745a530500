"""Words and rules of guardians. Pure Python."""

from uchastie.crm.guardians.rules.words import KIND_NAMES, STATE_NAMES, GuardianKind, GuardianState

__all__ = ["KIND_NAMES", "STATE_NAMES", "GuardianKind", "GuardianState"]
