"""Reads: the month of a centre, the rows behind a figure, the line of months."""

from uchastie.crm.insight.queries.counts import Counts, count_day, count_month
from uchastie.crm.insight.queries.evidence import MeasureRows, NormEvidence, get_evidence, slot_of
from uchastie.crm.insight.queries.norms import NormPage, Norms, get_norms, list_norms, norm_of
from uchastie.crm.insight.queries.rows import Breakdown, list_breakdown, list_rows, rows_of
from uchastie.crm.insight.queries.series import CentreLine, Series, get_series, list_centres
from uchastie.crm.insight.queries.standing import get_standing, list_standings

__all__ = [
    "Breakdown",
    "CentreLine",
    "Counts",
    "MeasureRows",
    "NormEvidence",
    "NormPage",
    "Norms",
    "Series",
    "count_day",
    "count_month",
    "get_evidence",
    "get_norms",
    "get_series",
    "get_standing",
    "list_breakdown",
    "list_centres",
    "list_norms",
    "list_rows",
    "list_standings",
    "norm_of",
    "rows_of",
    "slot_of",
]
