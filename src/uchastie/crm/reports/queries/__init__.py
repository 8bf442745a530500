"""Reads: the numbers of a period counted from the records, reports that were formed."""

from uchastie.crm.reports.queries.counting import LIVE_CENTRES, centres_of, count, is_light
from uchastie.crm.reports.queries.kept import find_making, get_report, latest, list_versions

__all__ = [
    "LIVE_CENTRES",
    "centres_of",
    "count",
    "find_making",
    "get_report",
    "is_light",
    "latest",
    "list_versions",
]
