"""What the cards of a pair, a family and a guardian show of the support."""

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.followup import access, queries
from uchastie.crm.followup.queries.line import FEW
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

GOING_ON = (PairState.ACTIVE, PairState.ENDING_REPORTED)


def support_of_pair(actor: Actor, pair: Guardianship) -> Panel | None:
    if not access.coordinates(actor, pair.unit.path) or pair.help_started_on is None:
        return None
    return _panel([pair], "Созвоны и помощь")


def support_of_family(actor: Actor, case: FamilyCase) -> Panel | None:
    if not access.coordinates(actor, case.unit.path):
        return None
    return _panel(guardianship.list_of_case(case.pk), "Созвоны и помощь")


def support_of_guardian(actor: Actor, guardian: Guardian) -> Panel | None:
    if guardian.unit is None or not access.coordinates(actor, guardian.unit.path):
        return None
    return _panel(guardianship.list_of_guardian(guardian.pk), "Созвоны и помощь")


def _panel(pairs: list[Guardianship], title: str) -> Panel | None:
    helped = [pair for pair in pairs if pair.state in GOING_ON and pair.help_started_on]
    if not helped:
        return None
    return Panel("followup/panel.html", {"title": title, "blocks": [_block(pair) for pair in helped]})


def _block(pair: Guardianship) -> dict[str, object]:
    today = queries.today_of(pair.unit)
    assert pair.help_started_on is not None  # noqa: S101 - only such pairs are shown
    calls = queries.list_of_pair(pair.pk)
    waiting = sorted((call for call in calls if call.attention_on), key=lambda call: str(call.attention_on))
    return {
        "pair": pair,
        "points": queries.dline(calls, pair.help_started_on, today, most=FEW),
        "next_call": waiting[0] if waiting else None,
        "alarms": queries.alarms_of_pair(pair),
        "facts": queries.list_help_of_pair(pair.pk, limit=1),
    }
