"""What pages of the catalogue show of readings."""

from uchastie.crm.catalogue.models import Regulation
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus
from uchastie.crm.training import queries
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def regulation_reading(actor: Actor, regulation: Regulation) -> Panel | None:
    """«Прочитал и буду оказывать по нему» under the steps of a version in force."""
    if actor.user_id is None or regulation.status != RegulationStatus.PUBLISHED:
        return None
    reading = queries.find_reading(actor.user_id, regulation)
    must = regulation.service.level == PackageLevel.MASTER
    return Panel("training/panel_reading.html", {"regulation": regulation, "reading": reading, "must": must})
