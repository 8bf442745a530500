"""The control board: what is wrong in each region at this moment (B9). Counts only, no family."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uchastie.crm.families import queries as families
from uchastie.crm.followup import queries as followup
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.oversight.queries.snapshots import list_headquarters, list_newest
from uchastie.crm.oversight.rules import Control, Figures, last_day
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class RegionLine:
    unit: Unit
    control: Control
    figures: Figures | None  # of the newest day that is over; None when its snapshot has not come


def list_regions(actor: Actor) -> list[RegionLine]:
    """Whom to call first stands first. Seven statements for any number of regions."""
    now = clock.now()
    units = list(list_headquarters(actor))
    snapshots = list_newest({unit.pk: last_day(now, unit.zone) for unit in units})
    overdue, missed = guardianship.count_overdue_by_region(now), _missed(units, now)
    coordinated, led = network.list_coordinated(), families.count_open_by_region()
    lines = []
    for unit in units:
        snapshot = snapshots.get(unit.pk)
        control = Control(
            overdue=overdue.get(unit.region_id or "", 0),
            missed=missed.get(unit.region_id or "", 0),
            report=snapshot is not None,
            coordinated=unit.pk in coordinated,
            families=0 if unit.pk in coordinated else led.get(unit.region_id or "", 0),
        )
        lines.append(RegionLine(unit, control, Figures.from_json(snapshot.figures) if snapshot else None))
    return sorted(lines, key=lambda line: (line.control.weight, line.unit.name), reverse=True)


def _missed(units: list[Unit], now: datetime) -> dict[str, int]:
    """Calls of a day that is over where the headquarters stands."""
    today = {unit.region_id or "": now.astimezone(unit.zone).date() for unit in units}
    counts: Counter[str] = Counter()
    for region, day, count in followup.count_open_by_day(max(today.values(), default=now.date())):
        if region in today and day < today[region]:
            counts[region] += count
    return counts


@dataclass(frozen=True, slots=True)
class Totals:
    overdue: int
    overdue_regions: int
    missed: int
    missed_regions: int
    silent: int
    abandoned: int
    candidates: int
    oldest: datetime | None


def count_totals(lines: list[RegionLine]) -> Totals:
    waiting, oldest = guardians.count_applications()
    controls = [line.control for line in lines]
    return Totals(
        overdue=sum(one.overdue for one in controls),
        overdue_regions=sum(one.overdue > 0 for one in controls),
        missed=sum(one.missed for one in controls),
        missed_regions=sum(one.missed > 0 for one in controls),
        silent=sum(one.coordinated and not one.report for one in controls),
        abandoned=sum(one.abandoned for one in controls),
        candidates=waiting,
        oldest=oldest,
    )


def find_line(lines: list[RegionLine], unit_id: UUID | None) -> RegionLine | None:
    return next((line for line in lines if line.unit.pk == unit_id), lines[0] if lines else None)
