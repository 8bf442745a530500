"""Pages of the figures."""

from uchastie.crm.insight.views.evidence import evidence
from uchastie.crm.insight.views.exports import month_export, rows_export
from uchastie.crm.insight.views.norms import correction, norm, norms, proofs
from uchastie.crm.insight.views.pages import month, rows
from uchastie.crm.insight.views.period import period

__all__ = [
    "correction",
    "evidence",
    "month",
    "month_export",
    "norm",
    "norms",
    "period",
    "proofs",
    "rows",
    "rows_export",
]
