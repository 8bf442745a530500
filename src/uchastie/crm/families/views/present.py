"""What the card of a family shows."""

from typing import Any

from uchastie.crm.consents import queries as consents
from uchastie.crm.families import access, queries, rules
from uchastie.crm.families.actions.split import SPLITTABLE
from uchastie.crm.families.forms.card import DecisionForm, OpeningForm
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import FamilyState
from uchastie.kernel import clock, panels
from uchastie.kernel.actor import Actor
from uchastie.ui import text

SHORT = {1: "Отбор", 2: "Опекуны", 3: "Соединение", 4: "Сопровождение", 5: "Отчётность", 6: "Прекращение"}


def card(actor: Actor, case: FamilyCase) -> dict[str, Any]:
    members = queries.list_members(case)
    needs = queries.list_needs(case)
    until = queries.opened_until(actor, case)
    state = FamilyState(case.state)
    open_needs = [need for need in needs if need.state in rules.OPEN_NEEDS]
    return {
        "case": case,
        "zone": case.unit.zone,
        "ages": rules.ages_in_words([one.birth_year for one in members], clock.now().year),
        "steps": steps(case),
        "stage": rules.STAGE_NAMES[rules.stage_of(state) - 1],
        "ending": rules.ENDING if rules.stage_of(state) == 6 else (),
        "needs": needs,
        "requests": queries.list_requests(case),
        "unclear": queries.unclear_needs(case),
        "until": until,
        "opened": queries.under_the_veil(actor, case) if until else None,
        "lookers": queries.list_lookers(case, limit=10),
        "consent": consents.consent_about(case.pk),
        "panels": panels.collect("families.case", actor, case),
        "can_split": state in SPLITTABLE and bool(open_needs),
        "leads": access.is_coordinator(actor, case.unit.path),
        "open_count": len(open_needs),
    } | words()


def words() -> dict[str, Any]:
    return {
        "STATES": rules.STATE_NAMES,
        "TONES": rules.STATE_TONES,
        "SOURCES": rules.SOURCE_NAMES,
        "NEED_STATES": rules.NEED_STATE_NAMES,
        "FORMATS": rules.FORMAT_NAMES,
        "PERIODICITIES": rules.PERIODICITY_NAMES,
        "URGENCIES": rules.URGENCY_NAMES,
        "LOOKS": rules.LOOK_NAMES,
        "CLOSE_REASONS": {reason: reason.label for reason in rules.CloseReason},
        "DECISIONS": rules.DECISION_NAMES,
        "NOT_CUSTODY": rules.NOT_CUSTODY,
        "SCREENED": rules.SCREENED,
    }


def forms_of(case: FamilyCase) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": case.version}
    if case.decision:
        initial |= {"needed": "yes" if case.decision == "needed" else "no", "reason": case.decision_reason}
    return {"opening": OpeningForm(), "decision": DecisionForm(initial=initial)}


def steps(case: FamilyCase) -> list[tuple[str, str, str]]:
    """The six stages of the programme (B54); the second goes on all the time and is not the family's."""
    here = rules.stage_of(FamilyState(case.state))
    today, zone = clock.now().astimezone(case.unit.zone).date(), case.unit.zone
    received = text.day(case.received_at.astimezone(zone).date(), today)
    marked = text.day(case.marker_at.astimezone(zone).date(), today) if case.marker_at else ""
    metas = {
        1: f"с {received}" if here == 1 else f"принята {received}",
        2: "идёт постоянно",
        3: f"маркер {marked}" if marked else "",
        6: "" if here < 6 else "идёт сейчас",
    }
    return [(SHORT[number], metas.get(number, ""), _state(number, here)) for number, _ in rules.STAGE_NAMES]


def _state(number: int, here: int) -> str:
    if number == here:
        return "now"
    return "done" if number < here and number != 2 else ""
