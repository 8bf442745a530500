"""The way of a guardian's representative to its own pages from «Мои сервисы»."""

from uchastie.crm.cabinet.queries import Who
from uchastie.crm.guardian_cabinet.queries import list_own
from uchastie.crm.guardians.rules import GuardianState
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

HELPING = frozenset({GuardianState.READY, GuardianState.PAUSED, GuardianState.LEFT})


def guardians_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home": the way into the guardian's cabinet."""
    found = list(list_own(who.ids))
    return Panel("guardian_cabinet/panel_home.html", {"guardians": found}) if found else None


def stories_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home": for guardians that help or have helped."""
    found = [guardian for guardian in list_own(who.ids) if guardian.state in HELPING]
    return Panel("guardian_cabinet/panel_stories.html", {"guardians": found}) if found else None
