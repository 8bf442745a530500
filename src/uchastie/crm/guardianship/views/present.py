"""How pairs are told on pages: data for the templates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.families.rules import NEED_STATE_NAMES
from uchastie.crm.guardianship import queries
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import (
    AGAIN,
    DECLINE_REASONS,
    END_REASONS,
    SIDE_NAMES,
    STATE_NAMES,
    Clock,
    PairState,
    clock_of,
)

NAMES: dict[str, Any] = {
    "STATES": STATE_NAMES,
    "SIDES": SIDE_NAMES,
    "ENDS": END_REASONS,
    "DECLINES": DECLINE_REASONS,
    "AGAIN": AGAIN,
    "NEEDS": NEED_STATE_NAMES,
}
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
    return Line(pair, clock(pair, now), STATE_NAMES[state], icon, tone)


def clock(pair: Guardianship, now: dt.datetime) -> Clock | None:
    """The 72 hours once the guardian has agreed; a refusal stops them without an answer."""
    if pair.matched_at is None or pair.state == PairState.DECLINED:
        return None
    return clock_of(pair.matched_at, pair.introduced_at, now)


def context(pair: Guardianship, now: dt.datetime) -> dict[str, Any]:
    """What the page of a pair shows beside its forms."""
    assessments = list(pair.assessments.order_by("-at", "-id"))
    feedback = queries.find_feedback(pair.pk)
    return NAMES | {
        "pair": pair,
        "zone": pair.unit.zone,
        "line": line(pair, now),
        "clock": clock(pair, now),
        "meeting": getattr(pair, "introduction", None),
        "promises": queries.list_promises(pair),
        "gates": queries.gates_of(pair),
        "contacts_open": queries.pair_opens_contacts(pair),
        "assessments": assessments,
        "names": accounts.names_of([row.by_id for row in assessments if row.by_id]),
        "feedback": feedback,
        "days": _days(pair, now),
    }


def _days(pair: Guardianship, now: dt.datetime) -> int:
    """Which day of the help it is, the first one included."""
    last = pair.ended_on or now.astimezone(pair.unit.zone).date()
    return (last - pair.help_started_on).days + 1 if pair.help_started_on else 0
