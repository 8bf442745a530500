"""Stage 1: is long help needed, what exactly, the marker «Требуется опека» (B10, B11, B28, B33, B34)."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.events import FamilyWaiting
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import Decision, FamilyState, Move
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

REASON_LIMIT = 500


@transaction.atomic
def screen_family(*, actor: Actor, case_id: UUID, version: int | None = None, needed: bool, reason: str) -> FamilyCase:
    """B28: long help is needed or not, with the reason. «Not needed» ends the search; needs may still be split."""
    case = found.by_coordinator(actor, case_id, version)
    state = FamilyState(case.state)
    words = _reason(reason)
    decision = Decision.NEEDED if needed else Decision.NO_LONG_TERM_NEED
    target: FamilyState
    if needed and state in {FamilyState.SCREENING, FamilyState.NEEDS_CLARIFIED}:
        target = state
    else:
        target = rules.MACHINE.target(state, Move.TAKE if needed else Move.DECLINE)
    moment = clock.now()
    found.change(
        case,
        state=target,
        decision=decision,
        decision_reason=words,
        decided_at=moment,
        decided_by_id=actor.user_id,
        closed_at=None if needed else moment,
        assignee_id=case.assignee_id or actor.user_id,
    )
    record(actor, case, "family_screened", decision=str(decision))
    return case


@transaction.atomic
def clarify_needs(*, actor: Actor, case_id: UUID, version: int | None = None) -> FamilyCase:
    """B34: of each need format, periodicity and urgency are known now."""
    case = found.by_coordinator(actor, case_id, version)
    _require_clear(case)
    if case.state in {FamilyState.RECEIVED, FamilyState.SCREENING}:
        found.change(case, state=rules.MACHINE.target(FamilyState(case.state), Move.CLARIFY))
    found.change(case, needs_clarified_at=clock.now())
    record(actor, case, "needs_clarified")
    return case


@transaction.atomic
def set_marker(*, actor: Actor, case_id: UUID, version: int | None = None) -> FamilyCase:
    """«Требуется опека»: who and when, special control, the search begins (B11, B29, B33)."""
    case = found.by_coordinator(actor, case_id, version)
    target = rules.MACHINE.target(FamilyState(case.state), Move.MARK)
    if case.decision != Decision.NEEDED:
        raise Refusal("decide_first", "Сначала решите, нужна ли семье длительная помощь, и напишите почему.")
    _require_clear(case)
    moment = clock.now()
    found.change(
        case,
        state=target,
        needs_clarified_at=case.needs_clarified_at or moment,
        marker_at=moment,
        marker_by_id=actor.user_id,
        special_control=True,
        assignee_id=case.assignee_id or actor.user_id,
    )
    record(actor, case, "marker_set")
    bus.announce(FamilyWaiting(case.pk))
    return case


@transaction.atomic
def note_consent(*, actor: Actor, case_id: UUID, method: Method) -> FamilyCase:
    """The family has agreed by phone or on paper that its data are kept."""
    case = found.by_coordinator(actor, case_id)
    consents.take(
        actor,
        subject_id=case.applicant_id,
        about_id=case.pk,
        name=case.applicant.name,
        method=method,
        purpose=Purpose.FAMILY,
    )
    return case


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if len(words) < 5:
        raise Refusal("reason", "Напишите почему: одного предложения хватит.", field="reason")
    if len(words) > REASON_LIMIT:
        raise Refusal("reason", f"Не больше {REASON_LIMIT} знаков.", field="reason")
    return words


def _require_clear(case: FamilyCase) -> None:
    if not queries.list_open_needs(case):
        raise Refusal("no_needs", "Запишите хотя бы одну потребность: без неё опекуна не подобрать.")
    unclear = queries.unclear_needs(case)
    if unclear:
        listed = ", ".join(f"«{need.description}»" for need in unclear[:3])
        raise Refusal("needs_unclear", f"Уточните у семьи вид помощи, как часто и насколько срочно: {listed}.")
