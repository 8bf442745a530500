"""The way of a pair from the proposal to the ending: one table of moves."""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class PairState(StrEnum):
    PROPOSED = "proposed"
    MATCHED = "matched"
    INTRODUCED = "introduced"
    SIGNED = "signed"
    ACTIVE = "active"
    ENDING_REPORTED = "ending_reported"
    ENDED = "ended"
    DECLINED = "declined"


OVER = frozenset({PairState.ENDED, PairState.DECLINED})
OPEN = frozenset(PairState) - OVER
MEETING = frozenset({PairState.INTRODUCED, PairState.SIGNED})
RESERVED = OPEN - {PairState.ACTIVE, PairState.ENDING_REPORTED}  # holds a place, help has not begun

STATE_NAMES = {
    PairState.PROPOSED: "предложено опекуну",
    PairState.MATCHED: "опекун согласен, нужно познакомить",
    PairState.INTRODUCED: "познакомились",
    PairState.SIGNED: "соглашение подписано",
    PairState.ACTIVE: "помощь идёт",
    PairState.ENDING_REPORTED: "сообщили о прекращении",
    PairState.ENDED: "опека прекращена",
    PairState.DECLINED: "отказ",
}


class Move(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    INTRODUCE = "introduce"
    SIGN = "sign"
    UNSIGN = "unsign"  # the agreement with the family has lapsed before the help began
    ACTIVATE = "activate"
    REPORT_END = "report_end"
    RESUME = "resume"  # both sides go on: the report was withdrawn, the help had begun
    MEET_AGAIN = "meet_again"  # the same, the help had not begun
    CONFIRM_END = "confirm_end"


MOVES: dict[Move, tuple[frozenset[PairState], PairState]] = {
    Move.ACCEPT: (frozenset({PairState.PROPOSED}), PairState.MATCHED),
    Move.DECLINE: (frozenset({PairState.PROPOSED, PairState.MATCHED}), PairState.DECLINED),
    Move.INTRODUCE: (frozenset({PairState.MATCHED}), PairState.INTRODUCED),
    Move.SIGN: (frozenset({PairState.INTRODUCED}), PairState.SIGNED),
    Move.UNSIGN: (frozenset({PairState.SIGNED}), PairState.INTRODUCED),
    Move.ACTIVATE: (frozenset({PairState.SIGNED}), PairState.ACTIVE),
    Move.REPORT_END: (MEETING | {PairState.ACTIVE}, PairState.ENDING_REPORTED),
    Move.RESUME: (frozenset({PairState.ENDING_REPORTED}), PairState.ACTIVE),
    Move.MEET_AGAIN: (frozenset({PairState.ENDING_REPORTED}), PairState.INTRODUCED),
    Move.CONFIRM_END: (frozenset({PairState.ENDING_REPORTED}), PairState.ENDED),
}
LIFECYCLE = Machine(MOVES)


class Side(StrEnum):
    FAMILY = "family"
    GUARDIAN = "guardian"
    HQ = "hq"


SIDE_NAMES = {Side.FAMILY: "Семья", Side.GUARDIAN: "Опекун", Side.HQ: "Штаб"}


def pair_number(region: str, last: int) -> str:
    """«П-66-0018»."""
    return f"П-{region}-{last:04d}"
