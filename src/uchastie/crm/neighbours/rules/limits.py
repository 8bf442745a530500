"""How much a neighbour may do at once: less until somebody has said thank you."""

from dataclasses import dataclass

HIDE_AFTER = 3  # reports of different people hide a notice until a moderator looks
NEW_FOR = 14  # days


@dataclass(frozen=True, slots=True)
class Limits:
    open_notices: int
    answers_a_day: int


def limits_of(*, days_here: int, helped: int) -> Limits:
    return Limits(2, 3) if days_here < NEW_FOR and not helped else Limits(7, 15)
