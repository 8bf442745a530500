"""Reads: the month of a centre, the rows behind a figure, the line of months."""

from uchastie.crm.insight.queries.counts import Counts, count_day, count_month
from uchastie.crm.insight.queries.evidence import MeasureRows, NormEvidence, get_evidence, slot_of
from uchastie.crm.insight.queries.flows import sum_flows
from uchastie.crm.insight.queries.lists import (
    CentreRow,
    Group,
    NormRow,
    list_by_norm,
    list_rated,
    list_regions,
    list_with_norm,
)
from uchastie.crm.insight.queries.norms import NormPage, Norms, get_norms, list_norms, norm_of
from uchastie.crm.insight.queries.preview import Preview, preview_norm
from uchastie.crm.insight.queries.proofs import list_proofs
from uchastie.crm.insight.queries.rows import Breakdown, list_breakdown, list_rows, rows_of
from uchastie.crm.insight.queries.standing import get_standing, list_history, list_standings

__all__ = [
    "Breakdown",
    "CentreRow",
    "Counts",
    "Group",
    "MeasureRows",
    "NormEvidence",
    "NormPage",
    "NormRow",
    "Norms",
    "Preview",
    "count_day",
    "count_month",
    "get_evidence",
    "get_norms",
    "get_standing",
    "list_breakdown",
    "list_by_norm",
    "list_history",
    "list_norms",
    "list_proofs",
    "list_rated",
    "list_regions",
    "list_rows",
    "list_standings",
    "list_with_norm",
    "norm_of",
    "preview_norm",
    "rows_of",
    "slot_of",
    "sum_flows",
]
