"""How pairs are told on pages: data for the templates."""

import datetime as dt
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
)
from uchastie.kernel import panels
from uchastie.kernel.actor import Actor

NAMES: dict[str, Any] = {
    "STATES": STATE_NAMES,
    "SIDES": SIDE_NAMES,
    "ENDS": END_REASONS,
    "DECLINES": DECLINE_REASONS,
    "AGAIN": AGAIN,
    "NEEDS": NEED_STATE_NAMES,
}


def context(actor: Actor, pair: Guardianship, now: dt.datetime) -> dict[str, Any]:
    """What the page of a pair shows beside its forms."""
    assessments = list(pair.assessments.order_by("-at", "-id"))
    feedback = queries.find_feedback(pair.pk)
    return NAMES | {
        "pair": pair,
        "zone": pair.unit.zone,
        "line": queries.line(pair, now),
        "clock": queries.clock_of_pair(pair, now),
        "meeting": getattr(pair, "introduction", None),
        "promises": queries.list_promises(pair),
        "gates": queries.gates_of(pair),
        "contacts_open": queries.pair_opens_contacts(pair),
        "assessments": assessments,
        "names": accounts.names_of([row.by_id for row in assessments if row.by_id]),
        "feedback": feedback,
        "days": _days(pair, now),
        "panels": panels.collect("guardianship.pair", actor, pair),
    }


def _days(pair: Guardianship, now: dt.datetime) -> int:
    """Which day of the help it is, the first one included."""
    last = pair.ended_on or now.astimezone(pair.unit.zone).date()
    return (last - pair.help_started_on).days + 1 if pair.help_started_on else 0
