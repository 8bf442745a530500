"""Norms of a centre and the arithmetic of a month. Pure Python.

A figure is never typed in: it is counted from records, and each opens exactly the rows it was counted from (A75)."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

CONSULTATIONS_A_MONTH = 15  # A76
POSITIVE_SHARE = 0.8  # A68
PLATFORM_ANSWERED = 0.9  # A108
POSITIVE_FROM = 4  # stars (decision 4)
CONSULTING = "consulting"
PLATFORM = "platform-help"
SERIES = 6  # months of a sparkline
EVIDENCE = 5  # rows beside a figure


class Figure(StrEnum):
    """What the head's page counts; part of addresses, so that a figure can be sent to a colleague."""

    CONSULTATIONS = "consultations"
    POSITIVE = "positive"
    REVIEWS = "reviews"
    CONTACTED = "contacted"
    LATE = "late"
    PLATFORM = "platform"
    DELIVERED = "delivered"
    WITHOUT_ID = "without-id"
    RECEIVED = "received"
    WAITING = "waiting"
    OVERDUE = "overdue"


FIGURE_NAMES: dict[Figure, str] = {
    Figure.CONSULTATIONS: "Консультации за месяц",
    Figure.POSITIVE: "Положительные оценки",
    Figure.REVIEWS: "Отзывы",
    Figure.CONTACTED: "Связались за 2 рабочих дня",
    Figure.LATE: "Не успели связаться",
    Figure.PLATFORM: "Ответы на запросы по платформе",
    Figure.DELIVERED: "Оказано сервисов",
    Figure.WITHOUT_ID: "Оказано без ID",
    Figure.RECEIVED: "Пришло заявок",
    Figure.WAITING: "Ждут разговора сейчас",
    Figure.OVERDUE: "Просрочены сейчас",
}
MONTH_NAMES = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
NOW = frozenset({Figure.WAITING, Figure.OVERDUE})  # of this moment, whatever month is shown


class Met(StrEnum):
    YES = "yes"
    ON_THE_WAY = "on_the_way"
    AT_RISK = "at_risk"
    NO = "no"
    NO_DATA = "no_data"


MET_NAMES: dict[Met, str] = {
    Met.YES: "выполнено",
    Met.ON_THE_WAY: "идёт по плану",
    Met.AT_RISK: "под угрозой",
    Met.NO: "не выполнено",
    Met.NO_DATA: "нет данных",
}


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month as the unit lives it: [start, end) as moments."""

    first: dt.date
    start: dt.datetime
    end: dt.datetime

    @property
    def last(self) -> dt.date:
        return self.after - dt.timedelta(days=1)

    @property
    def after(self) -> dt.date:
        return (self.first + dt.timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> dt.date:
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"


def month_at(first: dt.date, zone: dt.tzinfo) -> Month:
    first = first.replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return Month(first, dt.datetime.combine(first, dt.time(), zone), dt.datetime.combine(after, dt.time(), zone))


def month_of_code(code: str, today: dt.date) -> dt.date:
    """«2026-11» as its first day; nonsense and months to come are this month."""
    try:
        first = dt.date.fromisoformat(f"{code}-01")
    except ValueError:
        return today.replace(day=1)
    return first if dt.date(2020, 1, 1) <= first <= today else today.replace(day=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How the month goes: working days behind (with today) and ahead, and what is to be expected at its end."""

    passed: int
    left: int
    fact: int
    low: int
    high: int

    @property
    def a_day(self) -> float:
        return self.fact / self.passed if self.passed else 0.0


def pace(fact: int, month: Month, today: dt.date, is_working: Callable[[dt.date], bool]) -> Pace:
    """At the pace so far; a month that is over is its own forecast."""
    days = [month.first + dt.timedelta(days=n) for n in range((month.after - month.first).days)]
    working = [day for day in days if is_working(day)]
    passed, left = sum(day <= today for day in working), sum(day > today for day in working)
    more = fact / passed * left if passed else 0.0
    return Pace(passed, left, fact, fact + math.floor(more), fact + math.ceil(more))


def met_plan(fact: int, plan: int, expected: Pace) -> Met:
    if fact >= plan:
        return Met.YES
    return Met.ON_THE_WAY if expected.left and expected.high >= plan else Met.NO


def met_share(part: int, whole: int, norm: float) -> Met:
    """No data is never "met" (decision 4)."""
    if not whole:
        return Met.NO_DATA
    return Met.YES if part / whole >= norm else Met.NO


def percent_of(part: float, whole: float) -> int:
    """Of the scale of a bar, at most 100."""
    return min(100, math.floor(100 * part / whole)) if whole else 0
