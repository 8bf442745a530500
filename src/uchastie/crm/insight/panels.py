"""What the figures show on pages below."""

from uchastie.crm.insight import access, queries
from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

INFORMING = "outreach."  # measures of this capability


def norms_of_ledger(actor: Actor, unit: Unit) -> Panel | None:
    """Place "outreach.norms": the norms that the ledger of a centre is counted for, as they stand this month."""
    if unit.kind != UnitKind.CENTRE or not actor.covers(unit.path, *access.COUNTERS):
        return None
    norms = queries.get_norms()
    counted = {row.code for row in norms.rows if any(code.startswith(INFORMING) for code in (*row.parts, *row.wholes))}
    period = period_at(Span.MONTH, clock.today(unit.zone))
    lines = [line for line in queries.get_standing(actor, unit, period, norms=norms).lines if line.code in counted]
    return Panel("insight/_norms_of_ledger.html", {"lines": lines}) if lines else None
