"""The way of a guardian's representative to its own pages from «Мои сервисы»."""

from uchastie.crm.cabinet.queries import Who
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.rules import GuardianState
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

HELPING = frozenset({GuardianState.READY, GuardianState.PAUSED, GuardianState.LEFT})


def stories_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home": for guardians that help or have helped."""
    found = [guardian for guardian in guardians.list_of_person(who.ids) if guardian.state in HELPING]
    return Panel("guardian_cabinet/panel_stories.html", {"guardians": found}) if found else None
