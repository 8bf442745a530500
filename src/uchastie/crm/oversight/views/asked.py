"""Which region and which day the address asks for."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.oversight import queries, rules
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit
    day: dt.date
    last: dt.date  # the newest day that is over

    @property
    def before(self) -> dt.date:
        return self.day - dt.timedelta(days=1)

    @property
    def after(self) -> dt.date | None:
        return self.day + dt.timedelta(days=1) if self.day < self.last else None


def asked_of(request: Request) -> Asked:
    """Without a region: the reader's own. Nonsense or a day that is not over: the newest day."""
    unit = _unit(request)
    last = rules.last_day(clock.now(), unit.zone)
    return Asked(unit, min(_day(request.GET.get("day", ""), last), last), last)


def _unit(request: Request) -> Unit:
    wanted = uuid_of(request.GET.get("unit", ""))
    if wanted:
        return queries.get_region(request.actor, wanted)
    if request.unit is not None and request.unit.kind == UnitKind.REGION_HQ:
        return queries.get_region(request.actor, request.unit.pk)
    first = queries.list_headquarters(request.actor).first()
    if first is None:
        raise NotSeen
    return first


def _day(text: str, last: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return last


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
