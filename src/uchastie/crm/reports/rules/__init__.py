"""What a report says and how two of them differ. Pure Python."""

from uchastie.crm.reports.rules.annual import HOURS, annual
from uchastie.crm.reports.rules.numbers import (
    Centre,
    Deed,
    Group,
    Norm,
    Numbers,
    differences,
    digest_of,
    from_json,
    to_json,
)
from uchastie.crm.reports.rules.reading import SMALL, Change, headline, veiled
from uchastie.crm.reports.rules.state import MOST_REASON, PATIENCE, State, require_reason

__all__ = [
    "HOURS",
    "MOST_REASON",
    "PATIENCE",
    "SMALL",
    "Centre",
    "Change",
    "Deed",
    "Group",
    "Norm",
    "Numbers",
    "State",
    "annual",
    "differences",
    "digest_of",
    "from_json",
    "headline",
    "require_reason",
    "to_json",
    "veiled",
]
