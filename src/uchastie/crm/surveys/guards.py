"""What capabilities above lend to surveys: bodies that may be asked as a whole, and things a survey may have led to."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.network.models import Unit


@dataclass(frozen=True, slots=True)
class Bodies:
    """`named` gives the bodies of a unit as (id, name), `people` the persons in one of them now."""

    named: Callable[[Unit], list[tuple[UUID, str]]]
    people: Callable[[UUID], list[UUID]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A place a survey may lead to. `titled` gives the choices of a unit as (id, title), `told` the title and the public
    address of one, None when strangers may not read it."""

    kind: str
    name: str
    titled: Callable[[Unit], list[tuple[UUID, str]]]
    told: Callable[[UUID], tuple[str, str] | None]


_bodies: list[Bodies] = []
_outcomes: dict[str, Outcome] = {}


def register_bodies(bodies: Bodies) -> None:
    _bodies[:] = [bodies]


def register_outcome(outcome: Outcome) -> None:
    _outcomes[outcome.kind] = outcome


def bodies_of(unit: Unit) -> list[tuple[UUID, str]]:
    return _bodies[0].named(unit) if _bodies else []


def people_of(body_id: UUID) -> list[UUID]:
    return _bodies[0].people(body_id) if _bodies else []


def outcomes_of(unit: Unit) -> list[tuple[str, UUID, str]]:
    """(kind, id, title) with the name of the kind in the title."""
    return [
        (outcome.kind, key, f"{outcome.name}: {title}")
        for outcome in _outcomes.values()
        for key, title in outcome.titled(unit)
    ]


def tell_outcome(kind: str, key: UUID | None) -> tuple[str, str] | None:
    outcome = _outcomes.get(kind)
    return outcome.told(key) if outcome and key else None
