"""What is asked for in the address: the unit and the period."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from uchastie.crm.insight.rules import Period, Span, period_at, period_of_code
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.reports import access
from uchastie.kernel import clock
from uchastie.kernel.web import Request

KINDS = ((Span.MONTH, "Месяц"), (Span.QUARTER, "Квартал"), (Span.HALF, "Полугодие"), (Span.YEAR, "Год"))


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit
    period: Period

    def query(self, period: Period | None = None) -> str:
        return "?" + urlencode({"unit": str(self.unit.pk), "period": (period or self.period).code})

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """(name, address, is it the present one): the period of each kind that holds the day looked at last."""
        today = clock.today(self.unit.zone)
        day = min(self.period.last, today)
        return [(name, self.query(period_at(span, day)), span is self.period.span) for span, name in KINDS]

    @property
    def after(self) -> str:
        following = self.period.after
        return self.query(following) if following.first <= clock.today(self.unit.zone) else ""

    @property
    def before(self) -> str:
        return self.query(self.period.before)

    @property
    def is_over(self) -> bool:
        return self.period.last < clock.today(self.unit.zone)


def asked_of(request: Request, data: Mapping[str, str]) -> Asked:
    """Nonsense in the address is the month of the reader's own unit. A week has no report: its month has."""
    wanted = _uuid(data.get("unit", ""))
    unit = network.get_unit(request.actor, wanted) if wanted and wanted != request.unit.pk else request.unit
    access.require_reader(request.actor, unit)
    period = period_of_code(data.get("period", ""), clock.today(unit.zone))
    return Asked(unit, period_at(Span.MONTH, period.last) if period.span is Span.WEEK else period)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
