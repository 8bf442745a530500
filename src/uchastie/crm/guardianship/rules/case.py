"""What the state of a family becomes when one of its pairs moves on; several guardians may share a family (decision 16)."""

from collections.abc import Iterable

from uchastie.crm.families.rules import FamilyState
from uchastie.crm.families.rules import Move as CaseMove
from uchastie.crm.guardianship.rules.states import PairState

_WAY = (FamilyState.WAITING, FamilyState.MATCHED, FamilyState.CONNECTED, FamilyState.HELPED)
_UP = (CaseMove.MATCH, CaseMove.CONNECT, CaseMove.HELP)
_RANK = {
    PairState.MATCHED: 1,
    PairState.INTRODUCED: 2,
    PairState.SIGNED: 2,
    PairState.ACTIVE: 3,
}


def rank_of(pairs: Iterable[tuple[PairState, bool]]) -> int:
    """How far the family has come by its furthest pair: (state, whether the help has begun)."""
    return max((_rank(state, begun) for state, begun in pairs), default=0)


def _rank(state: PairState, begun: bool) -> int:
    if state is PairState.ENDING_REPORTED:
        return 3 if begun else 2
    return _RANK.get(state, 0)


def moves_of_case(current: FamilyState, rank: int, *, ended: bool) -> tuple[CaseMove, ...]:
    """The moves that bring the family to where its furthest pair is; `ended`: a pair that had met is over."""
    if current is FamilyState.ENDED:
        return (CaseMove.SEEK, *_UP[:rank]) if rank else ()
    if current not in _WAY:
        return ()
    place = _WAY.index(current)
    if rank >= place:
        return _UP[place:rank]
    if rank == 0 and ended and place >= 2:
        return (CaseMove.END,)
    return (CaseMove.RETURN, *_UP[:rank])
