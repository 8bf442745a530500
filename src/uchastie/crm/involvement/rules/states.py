"""The way of a role: offered by the centre or asked for by the person, prepared, held, left. One table of moves."""

from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine


class State(StrEnum):
    APPLIED = "applied"  # the person has answered an open opportunity
    OFFERED = "offered"
    ACCEPTED = "accepted"
    PREPARING = "preparing"
    ACTIVE = "active"
    FINISHED = "finished"
    DECLINED = "declined"


LIVING = frozenset({State.APPLIED, State.OFFERED, State.ACCEPTED, State.PREPARING, State.ACTIVE})
AGREED = frozenset({State.ACCEPTED, State.PREPARING, State.ACTIVE})
BEGUN = frozenset({State.ACTIVE, State.FINISHED})

STATE_NAMES: dict[str, str] = {
    State.APPLIED: "откликнулся",
    State.OFFERED: "ждём ответа",
    State.ACCEPTED: "согласился",
    State.PREPARING: "готовится",
    State.ACTIVE: "участвует",
    State.FINISHED: "закончено",
    State.DECLINED: "не состоялось",
}
MARKS: dict[str, tuple[str, str]] = {
    State.APPLIED: ("mail", "today"),
    State.OFFERED: ("hourglass", "wait"),
    State.ACCEPTED: ("circle-check", "wait"),
    State.PREPARING: ("book-open", "wait"),
    State.ACTIVE: ("circle-check", "done"),
    State.FINISHED: ("ban", ""),
    State.DECLINED: ("ban", ""),
}


class Move(StrEnum):
    ACCEPT = "accept"  # the person
    TAKE = "take"  # the centre takes whoever answered
    PREPARE = "prepare"
    START = "start"
    LEAVE = "leave"  # the person, on any day
    REFUSE = "refuse"  # the centre, with a reason


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.ACCEPT: (frozenset({State.OFFERED}), State.ACCEPTED),
    Move.TAKE: (frozenset({State.APPLIED}), State.ACCEPTED),
    Move.PREPARE: (frozenset({State.ACCEPTED}), State.PREPARING),
    Move.START: (frozenset({State.PREPARING}), State.ACTIVE),
    Move.REFUSE: (frozenset({State.APPLIED}), State.DECLINED),
    Move.LEAVE: (AGREED, State.FINISHED),
}
machine = Machine(MOVES)


def left_state(state: str) -> State:
    """Whoever has not agreed yet has declined; whoever has, has finished."""
    return State.FINISHED if state in AGREED else State.DECLINED


def require_parent(*, minor: bool, agreed: bool) -> None:
    if minor and not agreed:
        raise Refusal("parent", "Человеку нет 18: сначала запишите согласие родителя, его собственное уже есть.")


def require_prepared(left: int) -> None:
    """Nobody begins a role unprepared (C19)."""
    if left:
        raise Refusal("prepared", "Сначала пройдите подготовку: отметьте каждый шаг списка.")
