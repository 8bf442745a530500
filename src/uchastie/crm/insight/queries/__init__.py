"""Reads: the month of a centre, the rows behind a figure, the line of months."""

from uchastie.crm.insight.queries.counts import Counts, count_day, count_month
from uchastie.crm.insight.queries.rows import Breakdown, list_breakdown, list_rows, rows_of
from uchastie.crm.insight.queries.series import CentreLine, Series, get_series, list_centres

__all__ = [
    "Breakdown",
    "CentreLine",
    "Counts",
    "Series",
    "count_day",
    "count_month",
    "get_series",
    "list_breakdown",
    "list_centres",
    "list_rows",
    "rows_of",
]
