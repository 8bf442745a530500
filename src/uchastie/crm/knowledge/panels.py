"""What pages of the catalogue show of readings and handouts."""

from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus
from uchastie.crm.knowledge import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def regulation_reading(actor: Actor, regulation: Regulation) -> Panel | None:
    """«Прочитал и буду оказывать по нему» under the steps of a version in force."""
    if actor.user_id is None or regulation.status != RegulationStatus.PUBLISHED:
        return None
    reading = queries.find_reading(actor.user_id, regulation)
    must = regulation.service.level == PackageLevel.MASTER
    return Panel("knowledge/panel_reading.html", {"regulation": regulation, "reading": reading, "must": must})


def service_handouts(actor: Actor, service: Service) -> Panel | None:
    found = list(queries.list_handouts(None, service_code=service.code))
    return Panel("knowledge/panel_handouts.html", {"handouts": found}) if found else None
