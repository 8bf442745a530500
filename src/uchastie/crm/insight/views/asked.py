"""What is asked for in the address: the centre, the month, the figure."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from uchastie.crm.insight import rules
from uchastie.crm.insight.rules import Figure, Month
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.web import Request


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit
    month: Month
    figure: Figure
    service: str
    employee: str
    text: str = ""  # of a list: part of the name or town
    care: bool = False  # of a list: only centres that need care
    norm: str = "consultations"  # whose records stand beside; a figure that was asked for goes first

    def query(self, **changes: str) -> str:
        """The same address with some of it changed; what is empty is left out."""
        parts = {
            "unit": str(self.unit.pk),
            "month": self.month.code,
            "figure": "" if self.norm else str(self.figure),
            "norm": self.norm,
            "service": self.service,
            "employee": self.employee,
        }
        if changes.get("figure"):
            parts["norm"] = ""
        return "?" + urlencode({name: value for name, value in (parts | changes).items() if value})


def asked_of(request: Request) -> Asked:
    """Nonsense in the address is the present month, the first figure and the reader's own centre."""
    unit = unit_of(request)
    today = clock.today(unit.zone)
    month = rules.month_at(rules.month_of_code(request.GET.get("month", ""), today), unit.zone)
    wanted = request.GET.get("figure", "")
    figure = Figure(wanted) if wanted in set(Figure) else Figure.CONSULTATIONS
    service, employee = request.GET.get("service", "")[:40], request.GET.get("employee", "")
    text, care = request.GET.get("q", "").strip()[:100], bool(request.GET.get("care"))
    norm = "" if wanted else request.GET.get("norm", "consultations")[:40]
    return Asked(unit, month, figure, service, employee if _uuid(employee) else "", text, care, norm)


def unit_of(request: Request) -> Unit:
    wanted = _uuid(request.GET.get("unit", ""))
    return network.get_unit(request.actor, wanted) if wanted and wanted != request.unit.pk else request.unit


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
