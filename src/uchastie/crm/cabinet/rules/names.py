"""Whose requests they are, on a phone that a family shares: first names and nothing more."""

import re
from collections.abc import Iterable
from uuid import UUID

from uchastie.crm.people.rules import Kind, salutation, same_name

# Endings of surnames; first names that end so too are listed.
_SURNAME = re.compile(
    r"(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ской|цкий|ская|цкая|енко|ко|ук|юк|чук|ых|их|дзе|ян|швили)$"
)
_FIRST_NAMES = frozenset(
    [
        "ирина",
        "марина",
        "екатерина",
        "кристина",
        "полина",
        "алина",
        "карина",
        "нина",
        "арина",
        "валентина",
        "галина",
        "ангелина",
        "регина",
        "сабина",
        "дарина",
        "лина",
        "инна",
        "дина",
        "фаина",
        "антонина",
        "альбина",
        "эльвина",
        "константин",
        "валентин",
        "мартин",
        "августин",
        "лев",
        "ян",
        "марьян",
        "севастьян",
        "кирьян",
        "демьян",
        "касьян",
        "эмин",
    ]
)


def first_name(name: str, kind: str) -> str:
    """«Ларина Вера Павловна», «Вера Ларина», «Ларина Вера» → «Вера»; when it cannot be told, initials. The name of an
    organisation is nobody's secret."""
    if kind == Kind.ORGANISATION:
        return name
    words = name.split()
    called = salutation(name).split()
    if len(called) < len(words):
        return called[0]
    if len(words) == 1:
        return words[0]
    own = [word for word in words if not _is_surname(word)]
    return own[0] if len(own) < len(words) and own else " ".join(f"{word[0].upper()}." for word in words)


def group_same(cards: Iterable[tuple[UUID, str]]) -> list[list[UUID]]:
    """Cards with the same name behind one contact are one person who was registered twice."""
    groups: list[tuple[str, list[UUID]]] = []
    for key, name in cards:
        found = next((ids for other, ids in groups if same_name(other, name)), None)
        if found is None:
            groups.append((name, [key]))
        else:
            found.append(key)
    return [ids for _, ids in groups]


def _is_surname(word: str) -> bool:
    folded = word.lower()
    return folded not in _FIRST_NAMES and _SURNAME.search(folded) is not None
