"""What councils show on pages of capabilities below: the way in of a member, a line on the page of a centre."""

from typing import Any

from uchastie.crm.councils import queries
from uchastie.crm.councils.models import Council
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def councils_of_person(actor: Actor, who: Any) -> Panel | None:
    """Place "cabinet.home"."""
    found = queries.list_own(who.ids)
    return Panel("councils/panel_home.html", {"members": found}) if found else None


def councils_of_centre(actor: Actor, unit: Unit) -> Panel | None:
    """Place "network.centre"."""
    if not Council.objects.filter(unit=unit, public=True, closed_at=None).exists():
        return None
    return Panel("councils/panel_centre.html", {"centre": unit})
