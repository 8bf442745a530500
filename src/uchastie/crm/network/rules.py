"""Kinds of units and the arithmetic of opening hours."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    FEDERAL = "federal"
    REGION_HQ = "region_hq"
    MUNICIPAL_HQ = "municipal_hq"
    CENTRE = "centre"


UNIT_KIND_NAMES: dict[UnitKind, str] = {
    UnitKind.FEDERAL: "Федеральная команда",
    UnitKind.REGION_HQ: "Региональный штаб",
    UnitKind.MUNICIPAL_HQ: "Муниципальный штаб",
    UnitKind.CENTRE: "Добро.Центр",
}


class UnitStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of opening hours; weekday 0 is Monday. Several in a day mean a break between them."""

    weekday: int
    opens: dt.time
    closes: dt.time


def is_open(hours: Iterable[Interval], local: dt.datetime) -> bool:
    return any(i.weekday == local.weekday() and i.opens <= local.time() < i.closes for i in hours)
