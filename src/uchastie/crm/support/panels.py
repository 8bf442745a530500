"""Supervisions a person took part in, from «Мои сервисы»."""

from uchastie.crm.cabinet.queries import Who
from uchastie.crm.support import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def supervisions_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home"."""
    found = queries.list_own_sessions(who.ids)
    return Panel("support/panel_home.html", {"sessions": found[:3]}) if found else None
