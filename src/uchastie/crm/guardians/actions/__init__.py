"""What is done with guardians."""

from uchastie.crm.guardians.actions.application import apply_guardian, hand_over_to_region, verify
from uchastie.crm.guardians.actions.changing import change_capabilities, end_pauses, leave, pause, resume
from uchastie.crm.guardians.actions.preparing import note_briefing, note_interview, note_training, recheck

__all__ = [
    "apply_guardian",
    "change_capabilities",
    "end_pauses",
    "hand_over_to_region",
    "leave",
    "note_briefing",
    "note_interview",
    "note_training",
    "pause",
    "recheck",
    "resume",
    "verify",
]
