"""Ways to matching from the cards of a family and of a guardian."""

from uchastie.crm.families.access import is_coordinator
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import MATCHABLE, OPEN_NEEDS
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import GuardianState
from uchastie.crm.matching import queries
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def search_for_family(actor: Actor, case: FamilyCase) -> Panel | None:
    """While the family has a need nobody has taken."""
    if case.state not in MATCHABLE or not is_coordinator(actor, case.unit.path):
        return None
    count = case.needs.filter(state__in=sorted(OPEN_NEEDS)).count()
    return Panel("matching/panel_family.html", {"case": case, "count": count}) if count else None


def search_for_guardian(actor: Actor, guardian: Guardian) -> Panel | None:
    if guardian.state != GuardianState.READY or guardian.unit is None or not is_coordinator(actor, guardian.unit.path):
        return None
    return Panel("matching/panel_guardian.html", {"guardian": guardian})


def new_coincidences(actor: Actor, unit: Unit) -> Panel | None:
    """Place "oversight.today"."""
    if not is_coordinator(actor, unit.path):
        return None
    count = queries.count_new(actor, unit)
    return Panel("matching/panel_today.html", {"count": count}) if count else None
