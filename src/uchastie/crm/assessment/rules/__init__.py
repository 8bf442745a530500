"""Questions, states, words and sums of a profile. Pure Python."""

from uchastie.crm.assessment.rules.states import KIND_NAMES, STATE_MARKS, STATE_NAMES, Kind, Move, PointState, State

__all__ = ["KIND_NAMES", "STATE_MARKS", "STATE_NAMES", "Kind", "Move", "PointState", "State"]
