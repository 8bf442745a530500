"""The case moves on: with its guardians, to a colleague, to its end."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.families import queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.events import CaseClosed, FamilyWaiting
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import CloseReason, FamilyState, Move
from uchastie.crm.network.models import Unit
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

FORWARD: dict[Move, FamilyState] = {
    Move.MATCH: FamilyState.MATCHED,
    Move.CONNECT: FamilyState.CONNECTED,
    Move.HELP: FamilyState.HELPED,
}
RANK: dict[FamilyState, int] = {
    FamilyState.WAITING: 0,
    FamilyState.MATCHED: 1,
    FamilyState.CONNECTED: 2,
    FamilyState.HELPED: 3,
}


@transaction.atomic
def advance(*, actor: Actor, case_id: UUID, move: Move) -> FamilyCase:
    """For the capability of pairs, which has asked who may. Of several guardians (B41) the furthest one counts: a
    family that is helped does not step back because a second one has only been found."""
    case = found.locked(case_id)
    state = FamilyState(case.state)
    target = FORWARD.get(move)
    if target and state in RANK and RANK[state] >= RANK[target]:
        return case
    found.change(case, state=rules.MACHINE.target(state, move))
    record(actor, case, "family_moved", move=str(move), state=str(case.state))
    if move in {Move.RETURN, Move.SEEK}:
        bus.announce(FamilyWaiting(case.pk))
    return case


@transaction.atomic
def seek_again(*, actor: Actor, case_id: UUID, version: int | None = None) -> FamilyCase:
    """After the last guardian has gone: the coordinator looks for another one; the marker stands as it stood."""
    found.by_coordinator(actor, case_id, version)
    return advance(actor=actor, case_id=case_id, move=Move.SEEK)


@transaction.atomic
def close_case(*, actor: Actor, case_id: UUID, version: int | None = None, reason: CloseReason) -> FamilyCase:
    """B33: a family on special control is closed only with a decision why."""
    case = found.by_coordinator(actor, case_id, version)
    target = rules.MACHINE.target(FamilyState(case.state), Move.CLOSE)
    if reason is CloseReason.ALL_MET and queries.list_open_needs(case):
        raise Refusal("needs_open", "Есть открытые потребности. Отметьте их или выберите другую причину.", "reason")
    found.change(case, state=target, close_reason=reason, closed_at=clock.now(), special_control=False)
    record(actor, case, "family_closed", reason=str(reason))
    bus.announce(CaseClosed(case.pk))
    return case


@transaction.atomic
def reopen_case(*, actor: Actor, case_id: UUID, version: int | None = None) -> FamilyCase:
    """Closed by mistake, or the family asks again: back to the screening with everything known of it."""
    case = found.by_coordinator(actor, case_id, version)
    target = rules.MACHINE.target(FamilyState(case.state), Move.REOPEN)
    found.change(case, state=target, close_reason="", closed_at=None, decision="", decision_reason="", marker_at=None)
    record(actor, case, "family_reopened")
    return case


@transaction.atomic
def hand_over_all(*, actor: Actor, unit: Unit, from_id: UUID, to_id: UUID | None) -> int:
    """Of somebody who leaves; without a successor nobody leads them, and the board shows them as such. Who may let
    somebody go has been asked by the network."""
    moved = list(queries.list_led_by(unit, from_id).select_for_update(of=("self",)).select_related("unit"))
    for case in moved:
        found.change(case, assignee_id=to_id)
        record(actor, case, "family_handed_over", to=to_id)
    return len(moved)


@transaction.atomic
def hand_over(*, actor: Actor, case_id: UUID, version: int | None = None, colleague_id: UUID) -> FamilyCase:
    """To a colleague who may see it; the former one keeps nothing but the right of the office."""
    case = found.by_coordinator(actor, case_id, version)
    if colleague_id not in {user.pk for user in queries.list_colleagues(case)}:
        raise Refusal("colleague", "Выберите координатора этого штаба.", field="colleague")
    if case.assignee_id != colleague_id:
        found.change(case, assignee_id=colleague_id)
        record(actor, case, "family_handed_over", to=colleague_id)
    return case
