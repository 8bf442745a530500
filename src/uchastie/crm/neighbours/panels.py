"""What the board shows elsewhere: the way in from «Мои сервисы», shown needs on the card of a family and of a request."""

from typing import Any

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import OPEN
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.neighbours import access, queries
from uchastie.crm.neighbours.rules.words import STATES
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def neighbours_of_person(actor: Actor, who: Any) -> Panel | None:
    """Place "cabinet.home"."""
    if who.organisation:
        return None
    return Panel("neighbours/panel_home.html", {"me": queries.find_neighbour(who.ids)})


def shown_of_case(actor: Actor, case: FamilyCase) -> Panel | None:
    """Place "families.case": what the neighbours see of its needs, and what could be shown."""
    if not actor.covers(case.unit.path, *access.COORDINATORS):
        return None
    shown, open_ = queries.needs_of_case(case)
    if not shown and not open_:
        return None
    return Panel("neighbours/panel_case.html", {"case": case, "shown": shown, "open": open_, "STATES": STATES})


def shown_of_request(actor: Actor, request: ServiceRequest) -> Panel | None:
    """Place "desk.request". No statement: this card is opened all day."""
    if request.status not in OPEN or not actor.covers(request.unit.path, *access.CENTRE):
        return None
    return Panel("neighbours/panel_request.html", {"found": request})
