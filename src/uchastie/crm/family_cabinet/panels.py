"""The way into «Моя семья» from «Мои сервисы», and the appeals of a family on its card."""

from uchastie.crm.cabinet.queries import Who
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import FamilyState
from uchastie.crm.family_cabinet import access, queries
from uchastie.crm.family_cabinet.rules import KIND_NAMES
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def family_of_person(actor: Actor, who: Who) -> Panel | None:
    """Place "cabinet.home"."""
    found = queries.list_own_cases(who.ids)
    if not found:
        return None
    return Panel("family_cabinet/panel_home.html", {"cases": found, "closed": FamilyState.CLOSED})


def appeals_of_case(actor: Actor, case: FamilyCase) -> Panel | None:
    """Place "families.case": only those this reader answers."""
    found = [one for one in queries.list_own_appeals(case) if access.answers(actor, one.unit)]
    return Panel("family_cabinet/panel_case.html", {"appeals": found, "KINDS": KIND_NAMES}) if found else None
