"""What is counted of a unit. A capability registers what it keeps records of; the figures on top count it, and know
nothing of its tables. `project/wiring.py` registers, as with panels and events.

A flow is what happened on the days of a period (posts, people at an event): amounts of days are added up. A state is
how things stand at a day (subscribers, a poster on the wall): the last known value holds until the next one. Days are
days of the unit's own zone, both ends included."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from uchastie.kernel.actor import Actor


class Kind(StrEnum):
    FLOW = "flow"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a number. `url` leads to the record, `proof` to what proves it outside; `amount` is what it
    adds to a flow, or the value of a state."""

    day: dt.date
    title: str
    note: str = ""
    url: str = ""
    proof: str = ""
    amount: int = 1


type Days = Callable[[Collection[UUID], dt.date, dt.date], Iterable[tuple[UUID, dt.date, int]]]
type Rows = Callable[[Actor, UUID, dt.date, dt.date, int], list[Evidence]]


@dataclass(frozen=True, slots=True)
class Measure:
    """`days(unit_ids, first, last)` gives (unit, day, amount), one statement for any number of units, days without
    anything left out; of a state every day on which the value changed, and besides them the last change before `first`.
    `rows(actor, unit_id, first, last, limit)` gives the records that make exactly that number, newest first; it raises
    NotSeen for those who may not see them."""

    code: str
    name: str
    kind: Kind
    days: Days
    rows: Rows


@dataclass(frozen=True, slots=True)
class DaysChanged:
    """Announced on the bus in the transaction of the change: these days of the unit are to be counted anew."""

    unit_id: UUID
    days: tuple[dt.date, ...]


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    _measures[measure.code] = measure


def get(code: str) -> Measure:
    return _measures[code]


def list_all() -> tuple[Measure, ...]:
    return tuple(_measures.values())
