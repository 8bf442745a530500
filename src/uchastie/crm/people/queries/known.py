"""Where a person is known, and whether a text names people a centre knows."""

import re
from collections.abc import Collection
from uuid import UUID

from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Acquaintance
from uchastie.crm.people.rules import Kind

_NAME = re.compile(r"[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z][а-яёa-z]+)*")
SHORTEST = 4  # letters: «Оля» is too many people


def units_of(ids: Collection[UUID]) -> list[UUID]:
    """The units that know one of these cards."""
    return list(Acquaintance.objects.filter(beneficiary__in=ids).values_list("unit", flat=True).distinct())


def names_in(unit: Unit, text: str) -> tuple[str, ...]:
    """Words of the text, as they stand there, that are parts of names of people the unit knows, in any case of the noun:
    «Рябининой» for «Рябинина». Only words with a capital are compared."""
    words = {word for word in _NAME.findall(text) if len(word) >= SHORTEST}
    if not words:
        return ()
    rows = Acquaintance.objects.filter(unit=unit, beneficiary__kind=Kind.PERSON)
    stems: set[str] = set()
    for name in rows.values_list("beneficiary__name", flat=True).iterator():
        stems.update(_stem(part) for part in _NAME.findall(name) if len(part) >= SHORTEST)
    return tuple(sorted(word for word in words if _stem(word) in stems))


def _stem(word: str) -> str:
    """Without what changes in the cases of a noun; four letters stay at least."""
    plain = word.casefold().replace("ё", "е")
    return re.sub(r"(?:ыми|ими|ого|его|ому|ему|ой|ей|ою|ею|ым|им|ом|ем|ую|юю|а|я|у|ю|ы|и|е|о|й|ь)$", "", plain[:40])
