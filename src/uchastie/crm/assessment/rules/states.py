"""The way of a profile through its year, and of a growth point. One table of moves each."""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class State(StrEnum):
    DRAFT = "draft"  # everybody answers, nobody sees another's answers
    SELF_ASSESSED = "self_assessed"
    DISCUSSED = "discussed_with_beneficiaries"
    PLAN_APPROVED = "plan_approved"
    IN_PROGRESS = "in_progress"
    REVIEWED = "reviewed"


STATE_NAMES: dict[str, str] = {
    State.DRAFT: "собираем ответы",
    State.SELF_ASSESSED: "ответы собраны",
    State.DISCUSSED: "обсуждён с благополучателями",
    State.PLAN_APPROVED: "план утверждён",
    State.IN_PROGRESS: "план выполняется",
    State.REVIEWED: "год подведён",
}
STATE_MARKS: dict[str, tuple[str, str]] = {
    State.DRAFT: ("pencil", "wait"),
    State.SELF_ASSESSED: ("list-checks", "wait"),
    State.DISCUSSED: ("message-circle", "wait"),
    State.PLAN_APPROVED: ("file-check", "done"),
    State.IN_PROGRESS: ("arrow-right", "done"),
    State.REVIEWED: ("circle-check", "done"),
}
STAGES = ("Ответы", "Разговор", "План", "Работа", "Итог года")
STAGE_OF: dict[str, int] = {
    State.DRAFT: 0,
    State.SELF_ASSESSED: 1,
    State.DISCUSSED: 2,
    State.PLAN_APPROVED: 3,
    State.IN_PROGRESS: 3,
    State.REVIEWED: 5,
}


class Move(StrEnum):
    COLLECT = "collect"
    DISCUSS = "discuss"
    APPROVE = "approve"
    BEGIN = "begin"
    REVIEW = "review"


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.COLLECT: (frozenset({State.DRAFT}), State.SELF_ASSESSED),
    Move.DISCUSS: (frozenset({State.SELF_ASSESSED}), State.DISCUSSED),
    Move.APPROVE: (frozenset({State.DISCUSSED}), State.PLAN_APPROVED),
    Move.BEGIN: (frozenset({State.PLAN_APPROVED}), State.IN_PROGRESS),
    Move.REVIEW: (frozenset({State.IN_PROGRESS}), State.REVIEWED),
}
machine = Machine(MOVES)
PLANNING = frozenset({State.SELF_ASSESSED, State.DISCUSSED})  # growth points may be added and dropped
WORKING = frozenset({State.PLAN_APPROVED, State.IN_PROGRESS})


class PointState(StrEnum):
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


POINT_NAMES: dict[str, str] = {
    PointState.PLANNED: "в плане",
    PointState.DOING: "делаем",
    PointState.DONE: "сделано",
    PointState.DROPPED: "отложили",
}
POINT_MARKS: dict[str, tuple[str, str]] = {
    PointState.PLANNED: ("clock", ""),
    PointState.DOING: ("arrow-right", "wait"),
    PointState.DONE: ("circle-check", "done"),
    PointState.DROPPED: ("ban", ""),
}
OPEN_POINTS = frozenset({PointState.PLANNED, PointState.DOING})


class Kind(StrEnum):
    MANAGEMENT = "management"
    STAFF = "staff"
    BENEFICIARY = "beneficiary"


KIND_NAMES: dict[str, str] = {
    Kind.MANAGEMENT: "Руководство",
    Kind.STAFF: "Сотрудники",
    Kind.BENEFICIARY: "Благополучатели",
}
