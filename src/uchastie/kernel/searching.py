"""One field that finds everything: each capability says how it finds its own; `project/wiring.py` registers.

A finder gets the actor, the unit he works in and the words; it answers only with what this actor may open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    url: str
    icon: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    hits: tuple[Hit, ...]


type Finder = Callable[[Actor, Any, str], Iterable[Hit]]

_finders: dict[str, Finder] = {}

MOST_LETTERS = 100
FEWEST_LETTERS = 2


def register(title: str, finder: Finder) -> None:
    """Groups are shown in the order of registration."""
    _finders[title] = finder


def find_everywhere(actor: Actor, unit: object, text: str) -> list[Group]:
    """Nothing for one letter: it would find half of everything."""
    text = " ".join(text.replace("\0", "").split())[:MOST_LETTERS]
    if len(text) < FEWEST_LETTERS:
        return []
    groups = [Group(title, tuple(finder(actor, unit, text))) for title, finder in _finders.items()]
    return [group for group in groups if group.hits]


def matches(text: str, *names: str) -> bool:
    """For short lists that stand in no index: every word of the text begins a word of the names; «ё» is «е»."""
    words = _plain(" ".join(names)).split()
    return all(any(word.startswith(part) for word in words) for part in _plain(text).split())


def _plain(text: str) -> str:
    letters = text.casefold().replace("ё", "е")
    return "".join(letter if letter.isalnum() else " " for letter in letters)
