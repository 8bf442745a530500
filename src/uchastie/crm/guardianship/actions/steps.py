"""What every step of a pair shares: the row under lock, the move, the family's state, the journal."""

from typing import Any
from uuid import UUID

from uchastie.crm.families import actions as families
from uchastie.crm.families import queries as cases
from uchastie.crm.families.rules import FamilyState, NeedState
from uchastie.crm.guardianship import queries
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import LIFECYCLE, OPEN, Move, PairState, moves_of_case, rank_of
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor


def lock_pair(actor: Actor, guardianship_id: UUID, version: int | None) -> Guardianship:
    pair = queries.get_guardianship(actor, guardianship_id, lock=True)
    pair.require_version(version)
    return pair


def move(actor: Actor, pair: Guardianship, step: Move, **changes: Any) -> Guardianship:
    """The move and its line in the journal: codes only, what people wrote stays in the row."""
    target = LIFECYCLE.target(PairState(pair.state), step)
    pair.apply(state=target, **changes)
    codes = {
        key: str(changes[key]) for key in ("end_side", "end_reason", "declined_by", "decline_reason") if key in changes
    }
    record(actor, pair, f"pair_{step}", **codes)
    return pair


def record(actor: Actor, pair: Guardianship, verb: str, **details: Any) -> None:
    journal.record(
        actor, verb=verb, object_kind="guardianship.pair", object_id=pair.pk, unit_id=pair.unit_id, **details
    )


def lead_case(case_id: UUID, *, ended: bool = False) -> None:
    """The family stands where its furthest pair is."""
    pairs = Guardianship.objects.filter(case=case_id, state__in=sorted(OPEN)).values_list("state", "help_started_on")
    rank = rank_of((PairState(state), started is not None) for state, started in pairs)
    case = cases.get_case(SYSTEM, case_id)
    for step in moves_of_case(FamilyState(case.state), rank, ended=ended):
        families.advance(actor=SYSTEM, case_id=case_id, move=step)


def release_promises(pair: Guardianship) -> None:
    """The needs are open again for others."""
    kept = pair.promises.filter(released_at=None)
    needs = list(kept.filter(need__state=NeedState.PROMISED).values_list("need_id", flat=True))  # met ones stay met
    kept.update(released_at=clock.now())
    for need_id in needs:
        families.set_need_state(actor=SYSTEM, need_id=need_id, state=NeedState.OPEN)
