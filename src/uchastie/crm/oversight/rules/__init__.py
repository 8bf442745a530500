"""The day's snapshot and the control of regions: arithmetic without a database."""

from uchastie.crm.oversight.rules.control import Control, Tone
from uchastie.crm.oversight.rules.figures import (
    FIGURE_NAMES,
    SMALL,
    Fact,
    Figures,
    Line,
    Records,
    changes,
    count,
    veiled,
)
from uchastie.crm.oversight.rules.lanes import SHORT, Say, Seen, asked_of_guardian, says
from uchastie.crm.oversight.rules.moments import (
    CATCH_UP,
    LATE_AFTER,
    Span,
    effective,
    last_day,
    moment_of,
    require_over,
)

__all__ = [
    "CATCH_UP",
    "FIGURE_NAMES",
    "LATE_AFTER",
    "SHORT",
    "SMALL",
    "Control",
    "Fact",
    "Figures",
    "Line",
    "Records",
    "Say",
    "Seen",
    "Span",
    "Tone",
    "asked_of_guardian",
    "changes",
    "count",
    "effective",
    "last_day",
    "moment_of",
    "require_over",
    "says",
    "veiled",
]
