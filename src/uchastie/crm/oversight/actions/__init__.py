"""What headquarters do: snapshots of the day, several families at once, what is told when time has passed."""

from uchastie.crm.oversight.actions.chosen import Outcome, hand_over_chosen, remind_chosen
from uchastie.crm.oversight.actions.snapshots import correct_snapshot, take_due
from uchastie.crm.oversight.actions.telling import (
    ask_to_confirm,
    tell_of_agreement,
    tell_of_pair,
    tell_of_pause,
    tell_of_time,
)

__all__ = [
    "Outcome",
    "ask_to_confirm",
    "correct_snapshot",
    "hand_over_chosen",
    "remind_chosen",
    "take_due",
    "tell_of_agreement",
    "tell_of_pair",
    "tell_of_pause",
    "tell_of_time",
]
