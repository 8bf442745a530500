"""How the centres below a headquarters stand: the same number of statements for ten and for two hundred."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.models import MonthFigures
from uchastie.crm.platform.queries import figures
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset

PAGE = 50


@dataclass(frozen=True, slots=True)
class CentreLine:
    unit: Unit
    communities: int
    subscribers: int | None
    active: int | None
    placed: tuple[rules.Placement, ...]
    month: str  # of the last numbers; "" when there are none

    @property
    def required(self) -> int | None:
        return None if self.subscribers is None else rules.require_active(self.subscribers)

    @property
    def enough(self) -> bool:
        return self.required is not None and (self.active or 0) >= self.required

    @property
    def lacks(self) -> int:
        """Of six: a community, enough active neighbours, four things put up."""
        return (not self.communities) + (not self.enough) + len(rules.Placement) - len(self.placed)


def list_below(actor: Actor, unit: Unit, *, after: str | None = None) -> tuple[list[CentreLine], str | None]:
    """By names, not by numbers: nobody is ranked."""
    access.require_reader(actor, unit)
    below = network.list_units(actor).filter(kind=UnitKind.CENTRE, status=UnitStatus.ACTIVE, path__startswith=unit.path)
    page: Page[Unit] = keyset(below, order=("name", "id"), size=PAGE, after=after)
    ids = [centre.pk for centre in page.items]
    today = clock.today(unit.zone)
    counts = {
        name: _now(getattr(figures, name)(ids, today, today)) for name in ("communities", "subscribers", "active")
    }
    placed = {kind: _now(figures.placed(kind, ids, today, today)) for kind in rules.Placement}
    months = _months(ids)
    lines = [
        CentreLine(
            centre,
            counts["communities"].get(centre.pk, 0),
            counts["subscribers"].get(centre.pk),
            counts["active"].get(centre.pk),
            tuple(kind for kind, known in placed.items() if known.get(centre.pk)),
            months.get(centre.pk, ""),
        )
        for centre in page.items
    ]
    return lines, page.after


def _now(days: Iterable[tuple[UUID, dt.date, int]]) -> dict[UUID, int]:
    """The last change of each unit."""
    return {unit_id: value for unit_id, _, value in sorted(days, key=lambda one: one[1])}


def _months(ids: Collection[UUID]) -> dict[UUID, str]:
    rows = MonthFigures.objects.filter(unit__in=ids, replaced_at=None).values("unit_id").annotate(last=Max("month"))
    return {row["unit_id"]: rules.month_name(row["last"]) for row in rows.order_by()}
