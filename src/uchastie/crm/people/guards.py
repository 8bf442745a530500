"""Questions the registry asks of capabilities above it. `project/wiring.py` gives the answers."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

# «№ 424» of a request → the people it is about, within the unit.
type FindByNumber = Callable[[Any, str], Iterable[UUID]]

FIND_BY_NUMBER: list[FindByNumber] = []


def find_by_number(find: FindByNumber) -> None:
    if find not in FIND_BY_NUMBER:
        FIND_BY_NUMBER.append(find)
