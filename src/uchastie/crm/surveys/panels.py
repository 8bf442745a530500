"""What surveys show on pages of capabilities below: those a person was asked to, those of a centre."""

from typing import Any

from uchastie.crm.network.models import Unit
from uchastie.crm.surveys import queries
from uchastie.crm.surveys.actions.answering import Respondent, has_answered
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

SHOWN = 3


def surveys_of_person(actor: Actor, who: Any) -> Panel | None:
    """Place "cabinet.home"."""
    asked = queries.list_of_person(who.ids)
    found = [one for one in asked if not has_answered(one, Respondent("", tuple(who.ids)))]
    return Panel("surveys/panel_home.html", {"surveys": found}) if found else None


def surveys_of_centre(actor: Actor, unit: Unit) -> Panel | None:
    """Place "network.centre"."""
    found = queries.list_public(unit)[:SHOWN]
    return Panel("surveys/panel_centre.html", {"centre": unit, "surveys": found}) if found else None
