"""A pair as lists and cards tell it: its state in words, its clock."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import STATE_NAMES, Clock, PairState, clock_of

MARKS: dict[PairState, tuple[str, str]] = {  # icon and tone of the tag
    PairState.PROPOSED: ("hourglass", "wait"),
    PairState.MATCHED: ("clock", "today"),
    PairState.INTRODUCED: ("users", "wait"),
    PairState.SIGNED: ("file-check", "wait"),
    PairState.ACTIVE: ("heart-handshake", "done"),
    PairState.ENDING_REPORTED: ("triangle-alert", "today"),
    PairState.ENDED: ("circle-check", ""),
    PairState.DECLINED: ("ban", ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    pair: Guardianship
    clock: Clock | None
    name: str
    icon: str
    tone: str


def line(pair: Guardianship, now: dt.datetime) -> Line:
    state = PairState(pair.state)
    icon, tone = MARKS[state]
    return Line(pair, clock_of_pair(pair, now), STATE_NAMES[state], icon, tone)


def clock_of_pair(pair: Guardianship, now: dt.datetime) -> Clock | None:
    """The 72 hours once the guardian has agreed; a refusal stops them without an answer."""
    if pair.matched_at is None or pair.state == PairState.DECLINED:
        return None
    return clock_of(pair.matched_at, pair.introduced_at, now)
