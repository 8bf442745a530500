"""How a guardian fits a family: arithmetic and words, without a database."""

from uchastie.crm.matching.rules.plan import (
    Family,
    Line,
    Model,
    Solution,
    Sums,
    in_turn,
    model_of,
    reasons_of,
    solve,
    sums_of,
    value_of,
)
from uchastie.crm.matching.rules.score import Asked, Cover, Fit, FitLine, Helper, Home, Skill, fit_of, line_of
from uchastie.crm.matching.rules.states import DISMISSALS, Dismissal, LineState, PlanState, require_note

__all__ = [
    "DISMISSALS",
    "Asked",
    "Cover",
    "Dismissal",
    "Family",
    "Fit",
    "FitLine",
    "Helper",
    "Home",
    "Line",
    "LineState",
    "Model",
    "PlanState",
    "Skill",
    "Solution",
    "Sums",
    "fit_of",
    "in_turn",
    "line_of",
    "model_of",
    "reasons_of",
    "require_note",
    "solve",
    "sums_of",
    "value_of",
]
