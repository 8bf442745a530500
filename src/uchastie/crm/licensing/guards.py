"""What licensing cannot know of the requests: the desk stands above and registers here (`project/wiring.py`)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Demand:
    """What people have really asked the centre for in a year, counted from requests; never typed in."""

    requests: int = 0
    open: int = 0  # of them not finished yet


type DemandFinder = Callable[[UUID, dt.datetime], dict[str, Demand]]

_finders: list[DemandFinder] = []


def register_demand(finder: DemandFinder) -> None:
    """`finder(unit_id, since)`: service code → how often people asked this centre for it, in one query."""
    _finders[:] = [finder]


def demand_of(unit_id: UUID, since: dt.datetime) -> dict[str, Demand]:
    return _finders[0](unit_id, since) if _finders else {}
