"""Two people changed one card at once: what each of them changed stays; only where both did, somebody must choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`values` to save; `clashes` are the fields where they are not decided; `theirs` what the other has changed."""

    values: dict[str, Any]
    clashes: tuple[str, ...]
    theirs: tuple[str, ...]


def reconcile(was: Mapping[str, Any], mine: Mapping[str, Any], now: Mapping[str, Any]) -> Reconciled:
    """`was` is what I saw, `mine` what I send, `now` what is in the card. Lists of codes are put together item by
    item: what I added and what I took away."""
    values: dict[str, Any] = {}
    clashes = []
    for key, sent in mine.items():
        before, current = was.get(key), now.get(key)
        if isinstance(sent, list):
            values[key] = _united(before or [], sent, current or [])
        elif sent in (before, current):
            values[key] = current
        else:
            values[key] = sent
            if current != before:
                clashes.append(key)
    theirs = tuple(key for key in mine if now.get(key) != was.get(key))
    return Reconciled(values, tuple(clashes), theirs)


def _united(was: list[str], mine: list[str], now: list[str]) -> list[str]:
    kept = [item for item in now if item in mine or item not in was]
    return kept + [item for item in mine if item not in was and item not in kept]
