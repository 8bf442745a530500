"""What a council is for and who sits in it (C7, C17)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

NAME, LABEL, LINE, AIM, TEXT = 120, 80, 300, 1000, 4000
LONGEST = dt.timedelta(days=3 * 366)  # a term; after it one may be asked again
NEAR_END = dt.timedelta(days=30)
FEWEST = 2  # beneficiaries: alone among staff nobody speaks freely


class Kind(StrEnum):
    COUNCIL = "council"
    PANEL = "panel"
    BOARD = "board"


KIND_NAMES: dict[Kind, str] = {
    Kind.COUNCIL: "Совет",
    Kind.PANEL: "Группа оценки",
    Kind.BOARD: "Правление",
}


class MemberRole(StrEnum):
    CHAIR = "chair"
    MEMBER = "member"


ROLE_NAMES: dict[MemberRole, str] = {MemberRole.CHAIR: "председатель", MemberRole.MEMBER: "участник"}


class MemberState(StrEnum):
    OFFERED = "offered"
    ACTIVE = "active"
    ENDED = "ended"
    DECLINED = "declined"


LIVING = (MemberState.OFFERED, MemberState.ACTIVE)
STATE_NAMES: dict[MemberState, str] = {
    MemberState.OFFERED: "приглашение ждёт ответа",
    MemberState.ACTIVE: "в составе",
    MemberState.ENDED: "вышел из состава",
    MemberState.DECLINED: "приглашение не принято",
}


@dataclass(frozen=True, slots=True)
class CouncilValues:
    """What the unit says when it makes a council. `aim` and `bounds` stand on the public page."""

    kind: Kind
    name: str
    aim: str
    powers: str
    bounds: str
    answer_days: int
    public: bool


@dataclass(frozen=True, slots=True)
class Term:
    since: dt.date
    until: dt.date


def require_council(values: CouncilValues) -> None:
    if not values.aim.strip():
        raise Refusal("aim", "Напишите, зачем собирается совет.", field="aim")
    if not values.powers.strip():
        raise Refusal(
            "powers", "Напишите, что совет может изменить: иначе это не участие, а видимость.", field="powers"
        )
    if not 1 <= values.answer_days <= 90:
        raise Refusal("answer_days", "Срок ответа: от 1 до 90 дней.", field="answer_days")


def require_term(term: Term) -> None:
    if term.until <= term.since:
        raise Refusal("term", "Срок кончается раньше, чем начинается.", field="until")
    if term.until - term.since > LONGEST:
        raise Refusal("term_long", "Срок больше трёх лет. Выберите короче: потом его можно продлить.", field="until")


def quorum(members: int) -> int:
    """More than half of those in force; nobody decides in an empty council."""
    return members // 2 + 1 if members else 0


def only_one(beneficiaries: int) -> bool:
    """Is anyone there alone? Zero is told by other words."""
    return 0 < beneficiaries < FEWEST
