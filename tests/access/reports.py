"""What the addresses of reports name, for one place of the matrix."""

from typing import Any

from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.network.models import Unit
from uchastie.crm.reports import actions
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM


def reports_of(unit: Unit) -> dict[str, Any]:
    month = period_at(Span.MONTH, clock.today(unit.zone))
    report = actions.form_report(actor=SYSTEM, unit=unit, period=month)
    return {f"reports:{name}.report_id": report.pk for name in ("version", "paper", "table")}
