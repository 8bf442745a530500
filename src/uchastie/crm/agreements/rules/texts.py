"""The text of an agreement: paragraphs, places in braces, the fingerprint, differences between two versions."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from uchastie.crm.agreements.rules.kinds import Kind
from uchastie.kernel.errors import Refusal

LONGEST_TEXT = 20_000
_COMMON = ("номер", "координатор", "с", "по")
PLACES: dict[Kind, tuple[str, ...]] = {
    Kind.GUARDIAN_HQ: (*_COMMON, "опекун"),
    Kind.DATA_PROTECTION: (*_COMMON, "опекун"),
    Kind.GUARDIAN_FAMILY: (*_COMMON, "опекун", "семья"),
    Kind.ADHESION: (*_COMMON, "сторона"),
}
PLACE_WORDS: dict[str, str] = {
    "номер": "номер соглашения",
    "координатор": "название штаба",
    "опекун": "название опекуна",
    "семья": "номер семьи, без имени",
    "сторона": "кто присоединяется",
    "с": "первый день",
    "по": "последний день",
}
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_POINT = re.compile(r"^(\d{1,2}\.(?:\d{1,2}\.?)*)\s+(.*)$", re.DOTALL)


def require_body(kind: Kind, typed: str) -> str:
    """Clean paragraphs, one a line. Unknown places would stay in the paper as they are, so they are refused."""
    lines = (" ".join(line.split()) for line in typed.replace("\r", "").split("\n"))
    body = "\n".join(line for line in lines if line)
    if len(body) < 100:
        raise Refusal("body", "Текст соглашения слишком короткий: меньше 100 знаков.", field="body")
    if len(body) > LONGEST_TEXT:
        raise Refusal("body", f"Текст длиннее {LONGEST_TEXT} знаков. Сократите его.", field="body")
    unknown = sorted({name for name in _PLACE.findall(body) if name not in PLACES[kind]})
    if unknown:
        raise Refusal("place", f"Такой подстановки нет: {{{unknown[0]}}}. Возьмите из списка под полем.", field="body")
    return body


def fill(body: str, values: Mapping[str, str]) -> str:
    """Put the parties and dates in. A value is put in once: braces inside it stay text."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), body)


def fingerprint(text: str) -> str:
    """SHA-256 of the text that is signed, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def short(digest: str) -> str:
    """«7f3a 91c4 e05b»: enough to compare by eye."""
    return " ".join(digest[start : start + 4] for start in (0, 4, 8))


@dataclass(frozen=True, slots=True)
class Paragraph:
    mark: str  # «1.», «2.3.», or nothing
    text: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(line) for line in text.split("\n") if line.strip())


def _paragraph(line: str) -> Paragraph:
    found = _POINT.match(line)
    return Paragraph(found[1], found[2]) if found else Paragraph("", line)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed ("same"), went ("out") or came ("in")."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """Paragraph by paragraph, inside a changed one word by word."""
    old, new = before.split("\n"), after.split("\n")
    rows: list[tuple[Piece, ...]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [(Piece("same", line),) for line in old[a:b]]
            continue
        changed = min(b - a, d - c)
        rows += [_words(old[a + step], new[c + step]) for step in range(changed)]
        rows += [(Piece("out", line),) for line in old[a + changed : b]]
        rows += [(Piece("in", line),) for line in new[c + changed : d]]
    return tuple(rows)


def _words(before: str, after: str) -> tuple[Piece, ...]:
    return tuple(_pieces(before.split(), after.split()))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(old[a:b]))
            continue
        if b > a:
            yield Piece("out", " ".join(old[a:b]))
        if d > c:
            yield Piece("in", " ".join(new[c:d]))


def is_changed(rows: tuple[tuple[Piece, ...], ...]) -> bool:
    return any(piece.kind != "same" for row in rows for piece in row)
