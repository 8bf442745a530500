"""What voices show on pages of capabilities below: those that have shaped a record; the way to the board."""

from typing import Any

from uchastie.crm.network.models import Unit
from uchastie.crm.voices import queries
from uchastie.crm.voices.rules import ChangeKind
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def _shaped(kind: ChangeKind, key: str) -> Panel | None:
    found = queries.shaped_by(kind, key)
    return Panel("voices/panel_shaped.html", {"items": found}) if found else None


def voices_of_regulation(actor: Actor, regulation: Any) -> Panel | None:
    """Place "catalogue.regulation"."""
    return _shaped(ChangeKind.REGULATION, f"{regulation.service_id}:{regulation.number}")


def voices_of_service(actor: Actor, service: Any) -> Panel | None:
    """Place "catalogue.service"."""
    return _shaped(ChangeKind.SERVICE, service.pk)


def voices_of_event(actor: Actor, event: Any) -> Panel | None:
    """Place "events.event"."""
    return _shaped(ChangeKind.EVENT, event.code) if event.code else None


def board_of_centre(actor: Actor, unit: Unit) -> Panel | None:
    """Place "network.centre"."""
    return Panel("voices/panel_centre.html", {"centre": unit})


def voices_of_person(actor: Actor, who: Any) -> Panel | None:
    """Place "cabinet.home"."""
    found = queries.list_own(who.ids).items[:3]
    return Panel("voices/panel_home.html", {"items": found}) if found else None
