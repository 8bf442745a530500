"""Norms and their evaluation. Pure Python: numbers of a period go in, the answer in colour and words comes out."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.insight.rules.month import Met
from uchastie.crm.insight.rules.spans import EARLIEST, Period, Span, period_at
from uchastie.crm.insight.rules.standing import Block

EARLY = 0.2  # of the working days of a period: too early to call a plan endangered
FREEZE_AFTER = dt.timedelta(days=5)  # after its end a period waits for what is entered late, then it is frozen
MOST = 1_000_000


class How(StrEnum):
    """What is compared with the threshold."""

    COUNT = "count"  # the sum of flows over the period
    SHARE = "share"  # one sum in per cent of another (of states: as at the end)
    STATE = "state"  # as at the end
    PORTION = "portion"  # a state, at least `floor` and at least so many per cent of another (A82)


HOW_NAMES: dict[How, str] = {
    How.COUNT: "сколько сделано за период",
    How.SHARE: "доля в процентах",
    How.STATE: "как есть на последний день",
    How.PORTION: "часть от общего числа, но не меньше нижней границы",
}


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm with the version that is in force. `parts` and `wholes` are codes of measures that are added up."""

    code: str
    name: str
    how: How
    span: Span
    block: Block
    mandatory: bool
    source: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    forms: tuple[str, str, str]  # «консультация, консультации, консультаций»
    plan: int
    floor: int = 0
    active: bool = True
    next_url: str = ""
    next_label: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return self.parts + self.wholes


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the records say; `None` of a state means that nobody has ever written it down."""

    fact: int | None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How far the norm's own period has gone: working days behind (that day included) and ahead."""

    passed: int
    left: int

    @property
    def is_early(self) -> bool:
        return self.passed < EARLY * (self.passed + self.left)

    def forecast(self, fact: int) -> tuple[int, int]:
        """(low, high) at the end, at the pace so far."""
        more = fact / self.passed * self.left if self.passed else 0.0
        return fact + math.floor(more), fact + math.ceil(more)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`plan` is what was to be reached: of a portion counted from the whole of the day."""

    fact: int
    whole: int | None
    plan: int
    met: Met


def plan_of(norm: Norm, numbers: Numbers) -> int:
    """A82, decision 6: max(10, ceil(20 % of all)). Everything else is the threshold itself."""
    if norm.how is How.PORTION:
        return max(norm.floor, math.ceil(norm.plan * (numbers.whole or 0) / 100))
    return norm.plan


def judge(norm: Norm, numbers: Numbers, way: Way) -> Verdict:
    plan = plan_of(norm, numbers)
    fact = numbers.fact or 0
    if norm.how is How.SHARE:
        met = _share(fact, numbers.whole or 0, plan, way)
        return Verdict(fact, numbers.whole or 0, plan, met)
    if norm.how is How.COUNT:
        return Verdict(fact, None, plan, _count(fact, plan, way))
    met = Met.NO_DATA if numbers.fact is None else Met.YES if fact >= plan else Met.NO
    return Verdict(fact, numbers.whole if norm.how is How.PORTION else None, plan, met)


def _count(fact: int, plan: int, way: Way) -> Met:
    if fact >= plan:
        return Met.YES
    if not way.left:
        return Met.NO
    return Met.ON_THE_WAY if way.is_early or way.forecast(fact)[1] >= plan else Met.AT_RISK


def _share(part: int, whole: int, plan: int, way: Way) -> Met:
    """No data is never "met" (decision 4). Where all are asked for, one that was missed cannot be made good."""
    if not whole:
        return Met.NO_DATA
    if 100 * part >= plan * whole:
        return Met.YES
    return Met.AT_RISK if way.left and plan < 100 else Met.NO


def good_ones_needed(part: int, whole: int, plan: int) -> int:
    """How many good ones in a row bring the share to the norm; 0 when it is there or cannot come."""
    lacking = plan * whole - 100 * part
    return math.ceil(lacking / (100 - plan)) if lacking > 0 and plan < 100 else 0


def fulfilment(verdict: Verdict, how: How) -> float | None:
    """How much of the plan is there, at most 1.0."""
    if verdict.met is Met.NO_DATA:
        return None
    if how is How.SHARE:
        reached = 100 * verdict.fact / verdict.whole if verdict.whole else 0.0
    else:
        reached = float(verdict.fact)
    return min(1.0, reached / verdict.plan) if verdict.plan else 1.0


def own_period(norm: Norm, slot: Period, connected_on: dt.date | None) -> tuple[dt.date, dt.date]:
    """From which day on a norm counts when it is looked at in a slot (a week or a month), and its end."""
    if norm.span is Span.SINCE:
        return connected_on or EARLIEST, slot.last
    if norm.span is Span.AT:
        return slot.first, slot.last
    period = slot if norm.span is slot.span else period_at(norm.span, slot.first)
    return period.first, period.last


def is_frozen_on(slot: Period, today: dt.date) -> bool:
    return today > slot.last + FREEZE_AFTER
