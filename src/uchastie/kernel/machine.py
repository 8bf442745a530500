"""A state machine as data: one table of moves, for the rule and for the test that tries every state with every move."""

from collections.abc import Mapping
from enum import StrEnum

from uchastie.kernel.errors import Refusal


class Machine[S: StrEnum, M: StrEnum]:
    """`moves` maps each move to the states it may start from and the state it leads to."""

    def __init__(self, moves: Mapping[M, tuple[frozenset[S], S]]) -> None:
        self._moves = dict(moves)

    def allows(self, state: S, move: M) -> bool:
        return move in self._moves and state in self._moves[move][0]

    def target(self, state: S, move: M) -> S:
        """The state after the move; `Refusal("illegal_move")` when it is not in the table."""
        if not self.allows(state, move):
            raise Refusal("illegal_move", "Это действие сейчас не подходит: обновите страницу, дело уже продвинулось.")
        return self._moves[move][1]
