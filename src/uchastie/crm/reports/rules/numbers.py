"""The numbers of a report. A person is counted once for the whole of it, a service each time it was given; so the people
of its lines may add up to more than its people."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from uchastie.crm.reports.rules.reading import Change, total_names


@dataclass(frozen=True, slots=True)
class Group:
    """A service, a group of people, a way a request came."""

    name: str
    people: int
    services: int


@dataclass(frozen=True, slots=True)
class Deed:
    """A measure of another capability: posts, activities, hours."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Norm:
    """Of one centre `fact`, `plan` and `words` are its own; of several `kept` of `known` centres keep it."""

    block: str
    name: str
    state: str
    met: str = ""
    fact: str = ""
    plan: str = ""
    words: str = ""
    kept: int = 0
    known: int = 0
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Centre:
    unit_id: str
    name: str
    town: str
    people: int
    services: int
    kept: int
    known: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """`due` and `kept` are first contacts; `reviews` and `positive` marks of 4 and 5; `guests` people at events."""

    people: int = 0
    persons: int = 0
    organisations: int = 0
    services: int = 0
    without_id: int = 0
    received: int = 0
    due: int = 0
    kept: int = 0
    reviews: int = 0
    positive: int = 0
    visits: int = 0
    events: int = 0
    guests: int = 0
    by_service: tuple[Group, ...] = ()
    by_audience: tuple[Group, ...] = ()
    by_channel: tuple[Deed, ...] = ()
    deeds: tuple[Deed, ...] = ()
    norms: tuple[Norm, ...] = ()
    centres: tuple[Centre, ...] = ()


_LISTS = {
    "by_service": Group,
    "by_audience": Group,
    "by_channel": Deed,
    "deeds": Deed,
    "norms": Norm,
    "centres": Centre,
}


def to_json(numbers: Numbers) -> dict[str, Any]:
    return asdict(numbers)


def from_json(kept: Mapping[str, Any]) -> Numbers:
    lists: dict[str, Any] = {name: tuple(kind(**row) for row in kept.get(name, ())) for name, kind in _LISTS.items()}
    return Numbers(**{name: value for name, value in kept.items() if name not in _LISTS}, **lists)


def digest_of(numbers: Numbers) -> str:
    """What stands on the paper: whoever has the numbers can count it again."""
    text = json.dumps(to_json(numbers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(was: Numbers, now: Numbers) -> list[Change]:
    """The sums that are not the same any more; lines are not compared."""
    return [
        Change(name, getattr(was, field), getattr(now, field))
        for field, name in total_names().items()
        if getattr(was, field) != getattr(now, field)
    ]
