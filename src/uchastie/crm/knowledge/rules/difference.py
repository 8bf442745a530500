"""What changes between two versions of a text: lines that stayed are left out, the rest is compared as regulations are."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from uchastie.crm.catalogue.rules import Change, Difference, Step, compare

MOST_LINES = 40  # of one changed place that are compared word by word
LONGEST_LINE = 2000
MOST_SHOWN = 200  # on a page; the rest is counted


def differences(before: str, after: str) -> list[Difference]:
    old, new = _lines(before), _lines(after)
    found: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            found += _changed(old[a:b], new[c:d])
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    small = len(old) + len(new) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in (*old, *new))
    if small:
        return compare([_step(line) for line in old], [_step(line) for line in new])
    gone = [Difference(Change.REMOVED, (("del", line),)) for line in old]
    return gone + [Difference(Change.ADDED, (("", line),)) for line in new]


def _step(line: str) -> Step:
    return Step(line, "", True)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
