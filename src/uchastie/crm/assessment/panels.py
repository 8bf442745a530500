"""The way to the ten questions from «Мои сервисы»."""

from uchastie.crm.assessment import actions, queries
from uchastie.crm.cabinet.queries import Who
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def asked_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home": the centres this person knows that collect answers now and have not heard this one."""
    tokens = tuple(f"person {card}" for card in who.ids)
    asking = queries.list_collecting(people.units_of(who.ids))
    open_ones = [profile for profile in asking if not actions.has_answered(profile, tokens)]
    return Panel("assessment/panel_home.html", {"profiles": open_ones}) if open_ones else None
