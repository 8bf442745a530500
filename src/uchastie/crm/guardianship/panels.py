"""What the card of a family and the card of a guardian show of their pairs."""

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import access, queries
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import DECLINE_REASONS, END_REASONS, OVER, SIDE_NAMES
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

NAMES = {"ENDS": END_REASONS, "DECLINES": DECLINE_REASONS, "SIDES": SIDE_NAMES}


def pairs_of_family(actor: Actor, case: FamilyCase) -> Panel | None:
    """Who helps, who is being introduced, who has refused and why."""
    if not access.coordinates(actor, case.unit.path):
        return None
    return _panel("guardianship/panel_family.html", queries.list_of_case(case.pk), {"case": case})


def pairs_of_guardian(actor: Actor, guardian: Guardian) -> Panel | None:
    """Families it helps, by number, and its places; the federal team sees only how many."""
    if guardian.unit is None:
        return None
    coordinator = access.coordinates(actor, guardian.unit.path)
    pairs = queries.list_of_guardian(guardian.pk) if coordinator else []
    context = {"places": queries.places(guardian), "coordinator": coordinator}
    return _panel("guardianship/panel_guardian.html", pairs, context)


def _panel(template: str, pairs: list[Guardianship], context: dict[str, object]) -> Panel:
    now = clock.now()
    lines = [queries.line(pair, now) for pair in pairs]
    shown = {
        "open": [line for line in lines if line.pair.state not in OVER],
        "over": [line for line in lines if line.pair.state in OVER],
    }
    return Panel(template, NAMES | shown | context)
