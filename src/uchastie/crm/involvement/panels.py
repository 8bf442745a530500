"""The way into «Моё участие» from «Мои сервисы», and into «Участвовать» from the page of a centre."""

from uchastie.crm.cabinet.queries import Who
from uchastie.crm.involvement import queries
from uchastie.crm.involvement.rules import State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def taking_part_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home": what waits for an answer, else where one may take part."""
    roles = queries.list_own(who.ids)
    if not roles and not queries.list_open(people.units_of(who.ids)):
        return None
    asked = [one for one in roles if one.state == State.OFFERED]
    return Panel("involvement/panel_home.html", {"asked": asked, "roles": roles})


def taking_part_in_centre(actor: Actor, unit: Unit) -> Panel | None:
    """Place "network.centre"."""
    if not queries.has_open(unit):
        return None
    return Panel("involvement/panel_centre.html", {"centre": unit})
