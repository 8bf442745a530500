"""Long periods, added up from counted days."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from uchastie.crm.insight import access
from uchastie.crm.insight.models import DayFigures
from uchastie.crm.insight.queries.counts import DAILY, Counts
from uchastie.crm.insight.rules import SERIES, Month
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Series:
    """Months in order, the last one is that of the page."""

    months: tuple[dt.date, ...]
    counts: tuple[Counts, ...]


def get_series(actor: Actor, unit: Unit, month: Month, current: Counts) -> Series:
    """The months before from the counted days, the shown one as it is on the page. One statement."""
    access.require_counter(actor, unit)
    months = [month.first]
    while len(months) < SERIES:
        months.insert(0, (months[0] - dt.timedelta(days=1)).replace(day=1))
    rows = DayFigures.objects.filter(unit=unit, day__gte=months[0], day__lt=month.first)
    by_month = rows.annotate(month=TruncMonth("day")).values("month")
    grouped: Any = by_month.annotate(**{f"s_{name}": Sum(name) for name in DAILY})
    known = {row["month"]: Counts(**{name: row[f"s_{name}"] for name in DAILY}) for row in grouped}
    counts = [known.get(first, Counts()) for first in months[:-1]]
    return Series(tuple(months), (*counts, current))


@dataclass(frozen=True, slots=True)
class CentreLine:
    unit: Unit
    counts: Counts


def list_centres(actor: Actor, unit: Unit, month: Month) -> list[CentreLine]:
    """The centres below a headquarters with the sums of their counted days; two statements."""
    access.require_counter(actor, unit)
    centres = list(
        network.list_units(actor)
        .filter(kind=UnitKind.CENTRE, path__startswith=unit.path)
        .exclude(status=UnitStatus.CLOSED)
        .order_by("region__name", "town", "name", "pk")[:300]
    )
    sums: dict[object, Counts] = defaultdict(Counts)
    rows = DayFigures.objects.filter(unit__in=[one.pk for one in centres], day__gte=month.first, day__lt=month.after)
    grouped: Any = rows.order_by().values("unit_id").annotate(**{f"s_{name}": Sum(name) for name in DAILY})
    for row in grouped:
        sums[row["unit_id"]] = Counts(**{name: row[f"s_{name}"] for name in DAILY})
    return [CentreLine(one, sums[one.pk]) for one in centres]
