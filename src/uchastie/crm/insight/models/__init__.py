"""Days that are counted once, norms, and where units stand against them."""

from uchastie.crm.insight.models.days import Counting, DayFigures, DayMeasure, Mark, Proof, Turn, Watermark
from uchastie.crm.insight.models.norms import Correction, Norm, NormVersion, Rating, Result

__all__ = [
    "Correction",
    "Counting",
    "DayFigures",
    "DayMeasure",
    "Mark",
    "Norm",
    "NormVersion",
    "Proof",
    "Rating",
    "Result",
    "Turn",
    "Watermark",
]
