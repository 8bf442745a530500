"""Use cases of matching: what is found by itself, what a coordinator makes of it, plans of a headquarters."""

from uchastie.crm.matching.actions.coincidences import (
    PORTION,
    dismiss,
    find_coincidences,
    mark,
    mark_seen,
    take_back,
)
from uchastie.crm.matching.actions.plans import PATIENCE, accept_lines, ask_plan, make_later, make_plan, reject_lines

__all__ = [
    "PATIENCE",
    "PORTION",
    "accept_lines",
    "ask_plan",
    "dismiss",
    "find_coincidences",
    "make_later",
    "make_plan",
    "mark",
    "mark_seen",
    "reject_lines",
    "take_back",
]
