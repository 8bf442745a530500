"""Level × role, who is usually not heard, what was done: numbers, never names (C7)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from uchastie.crm.involvement import access, rules
from uchastie.crm.involvement.models import BeneficiaryRole, TargetGroup
from uchastie.crm.involvement.rules import LEVEL_NAMES, ROLE_NAMES, State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor

type Period = tuple[dt.date, dt.date]
UNITS = 50


@dataclass(frozen=True, slots=True)
class Held:
    """Roles that were held on some day of the period."""

    roles: int
    people: int
    left: int
    by_level: dict[str, int]
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """`people` hold the role now; `wanted`: an empty cell is a point of growth, else the role is not needed there."""

    level: str
    people: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]  # kind of role → a cell for each level
    filled: int
    wanted: int
    heard: tuple[tuple[str, int], ...]  # name of a group → people
    unheard: tuple[str, ...]  # groups that have nobody

    @property
    def share(self) -> int:
        return round(100 * self.filled / self.wanted) if self.wanted else 0


def roles_held(unit: Unit, period: Period) -> Held:
    """`period`: the first and the last day, both included. Of this unit and of those below it."""
    first, last = period
    rows = BeneficiaryRole.objects.filter(unit__path__startswith=unit.path, started_on__lte=last).filter(
        Q(ended_on=None) | Q(ended_on__gte=first)
    )
    found = list(rows.values_list("person_id", "level", "kind", "ended_on"))
    return Held(
        roles=len(found),
        people=len({person for person, *_ in found}),
        left=sum(ended is not None and ended <= last for *_, ended in found),
        by_level=dict(Counter(level for _, level, _, _ in found)),
        by_kind=dict(Counter(kind for _, _, kind, _ in found)),
    )


def coverage(unit: Unit) -> Coverage:
    """Now: people in an active role of this unit and of those below it. Two statements."""
    active = BeneficiaryRole.objects.filter(unit__path__startswith=unit.path, state=State.ACTIVE)
    pairs = active.values("kind", "level").annotate(n=Count("person", distinct=True)).order_by()
    counts = {(one["kind"], one["level"]): one["n"] for one in pairs}
    cells = tuple((kind, tuple(_cells(kind, counts))) for kind in ROLE_NAMES)
    groups = _groups(active)
    every = [cell for _, row in cells for cell in row if cell.wanted]
    return Coverage(
        rows=cells,
        filled=sum(cell.people > 0 for cell in every),
        wanted=len(every),
        heard=tuple((name, n) for name, n in groups if n),
        unheard=tuple(name for name, n in groups if not n),
    )


def _cells(kind: str, counts: dict[tuple[str, str], int]) -> Iterable[Cell]:
    for level in LEVEL_NAMES:
        yield Cell(level, counts.get((kind, level), 0), level in rules.WANTED[kind])


def _groups(active: "QuerySet[BeneficiaryRole]") -> list[tuple[str, int]]:
    rows = active.values("group").annotate(n=Count("person", distinct=True)).order_by()
    counts = {one["group"]: one["n"] for one in rows}
    return [(group.name, counts.get(group.pk, 0)) for group in TargetGroup.objects.filter(active=True)]


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: Unit
    people: int
    levels: tuple[int, ...]


def list_units(actor: Actor, unit: Unit) -> list[UnitRow]:
    """The centres below a headquarters, in alphabetical order: a profile, never a ranking."""
    access.require_reader(actor, unit)
    if unit.kind == UnitKind.CENTRE:
        return []
    rows = BeneficiaryRole.objects.filter(unit__path__startswith=unit.path, state=State.ACTIVE)
    found = list(rows.values("unit", "level").annotate(n=Count("person", distinct=True)).order_by())
    counts = {(one["unit"], one["level"]): one["n"] for one in found}
    people = dict(rows.values_list("unit").annotate(n=Count("person", distinct=True)).order_by())
    units = network.list_units(actor).filter(pk__in=people).order_by("name", "pk")[:UNITS]
    return [
        UnitRow(one, people[one.pk], tuple(counts.get((one.pk, level), 0) for level in LEVEL_NAMES)) for one in units
    ]
