"""Pages of the figures."""

from uchastie.crm.insight.views.evidence import evidence
from uchastie.crm.insight.views.exports import month_export, rows_export
from uchastie.crm.insight.views.pages import month, rows

__all__ = ["evidence", "month", "month_export", "rows", "rows_export"]
