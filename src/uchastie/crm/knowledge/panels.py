"""What pages of the catalogue show of handouts."""

from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def service_handouts(actor: Actor, service: Service) -> Panel | None:
    found = list(queries.list_handouts(None, service_code=service.code))
    return Panel("knowledge/panel_handouts.html", {"handouts": found}) if found else None
