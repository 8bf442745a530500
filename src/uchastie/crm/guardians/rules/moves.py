"""The way of a guardian (stage 2): a table of moves."""

from enum import StrEnum

from uchastie.crm.guardians.rules.words import GuardianState
from uchastie.kernel.machine import Machine


class Move(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    HAND = "hand"  # to the region (B6)
    PREPARE = "prepare"  # a gate has closed again
    BECOME_READY = "become_ready"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"


_S = GuardianState

LIFECYCLE: Machine[GuardianState, Move] = Machine(
    {
        Move.APPROVE: (frozenset({_S.APPLICATION}), _S.POTENTIAL),
        Move.REJECT: (frozenset({_S.APPLICATION}), _S.REJECTED),
        Move.HAND: (frozenset({_S.POTENTIAL}), _S.HANDED),
        Move.BECOME_READY: (frozenset({_S.HANDED}), _S.READY),
        Move.PREPARE: (frozenset({_S.READY}), _S.HANDED),
        Move.PAUSE: (frozenset({_S.HANDED, _S.READY}), _S.PAUSED),
        Move.RESUME: (frozenset({_S.PAUSED}), _S.HANDED),
        Move.LEAVE: (frozenset({_S.POTENTIAL, _S.HANDED, _S.READY, _S.PAUSED}), _S.LEFT),
    }
)
