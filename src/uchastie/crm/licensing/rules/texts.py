"""Texts of the federal team: the licence agreement and the terms about personal data, with places to fill in."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from uchastie.kernel.errors import Refusal

LONGEST_TEXT = 20_000
SHORTEST_TEXT = 100


class TextKind(StrEnum):
    AGREEMENT = "agreement"
    TERMS = "terms"


TEXT_NAMES: dict[TextKind, str] = {
    TextKind.AGREEMENT: "Лицензионный договор",
    TextKind.TERMS: "Условия о персональных данных",
}
PLACES: dict[TextKind, dict[str, str]] = {
    TextKind.AGREEMENT: {
        "номер": "номер договора",
        "организация": "название организации",
        "инн": "её ИНН",
        "подписант": "кто подписывает за организацию",
        "центр": "название центра",
        "адрес": "адрес центра",
        "с": "первый день срока",
        "по": "последний день срока",
    },
    TextKind.TERMS: {},
}
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_POINT = re.compile(r"^(\d{1,2}\.(?:\d{1,2}\.?)*)\s+(.*)$", re.DOTALL)


def require_body(kind: TextKind, typed: str) -> str:
    """Clean paragraphs, one a line. Unknown places would stay in the paper as they are, so they are refused."""
    lines = (" ".join(line.split()) for line in typed.replace("\r", "").split("\n"))
    body = "\n".join(line for line in lines if line)
    if len(body) < SHORTEST_TEXT:
        raise Refusal("body", f"Текст слишком короткий: меньше {SHORTEST_TEXT} знаков.", field="body")
    if len(body) > LONGEST_TEXT:
        raise Refusal("body", f"Текст длиннее {LONGEST_TEXT} знаков. Сократите его.", field="body")
    unknown = sorted({name for name in _PLACE.findall(body) if name not in PLACES[kind]})
    if unknown:
        raise Refusal("place", f"Такой подстановки нет: {{{unknown[0]}}}. Возьмите из списка рядом.", field="body")
    return body


def require_brief(typed: str) -> str:
    """A line for each point in plain words: «Смотрим только нужное: открыли карточку, назвали причину»."""
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    for line in lines:
        head, mark, rest = line.partition(":")
        if not (mark and head.strip() and rest.strip()):
            raise Refusal("brief", "Каждая строка: заголовок, двоеточие, пояснение.", field="brief")
    return "\n".join(lines)


def brief_of(text: str) -> tuple[tuple[str, str], ...]:
    """(heading, explanation) of each line."""
    parts = (line.partition(":") for line in text.splitlines() if line)
    return tuple((head.strip(), rest.strip()) for head, _, rest in parts)


def fill(body: str, values: Mapping[str, str]) -> str:
    """A value is put in once: braces inside it stay text."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), body)


def fingerprint(text: str) -> str:
    """SHA-256 of the text that is signed, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def paragraphs(text: str) -> tuple[tuple[str, str], ...]:
    """(«1.2.» or nothing, words) of each line."""
    found = ((_POINT.match(line), line) for line in text.split("\n") if line.strip())
    return tuple((match[1], match[2]) if match else ("", line) for match, line in found)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that stayed ("same"), went ("out") or came ("in")."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Line, ...]:
    old, new = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line("same", text) for text in old[a:b]]
            continue
        lines += [Line("out", text) for text in old[a:b]]
        lines += [Line("in", text) for text in new[c:d]]
    return tuple(lines)
