"""The found people of the counter, ready to be shown: which letters of a name were typed."""

import re
from typing import Any

from uchastie.crm.desk.queries import counter
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor

SHORTEST = 2  # letters worth a search


def matches(actor: Actor, unit: Unit, text: str, *, chosen: str = "") -> dict[str, Any]:
    """Context of `desk/hits.html`; a card chosen by an id that is found no more is chosen no more."""
    found = counter.find_people(actor, unit, text) if len(text) >= SHORTEST else []
    rows = [(one, _pieces(one.hit.name, text)) for one in found]
    known = {str(one.hit.id) for one in found}
    return {"text": text, "rows": rows, "chosen": chosen if chosen in known else ""}


def _pieces(name: str, text: str) -> list[tuple[str, bool]]:
    """«Берёзкина Тамара» by «берез» → («Берёз», True), («кина Тамара», False)."""
    typed = [_fold(word) for word in re.findall(r"\w+", text)]
    pieces: list[tuple[str, bool]] = []
    for word in re.split(r"(\s+)", name):
        length = max((len(part) for part in typed if part and _fold(word).startswith(part)), default=0)
        pieces += [(word[:length], True), (word[length:], False)]
    return [(piece, on) for piece, on in pieces if piece]


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")
