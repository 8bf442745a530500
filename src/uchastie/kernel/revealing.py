"""What should not stand in a text that everybody reads: phones, cards, addresses of mail, links. Pure Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"
    CARD = "card"
    EMAIL = "email"
    LINK = "link"


NAMES: dict[Kind, str] = {
    Kind.PHONE: "телефон",
    Kind.CARD: "номер карты",
    Kind.EMAIL: "адрес почты",
    Kind.LINK: "ссылка",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` is the piece as it was typed, to be shown to its author alone."""

    kind: Kind
    text: str

    @property
    def name(self) -> str:
        return NAMES[self.kind]


_GAP = r"[\s\u00a0().\u2010-\u2015-]{0,3}"
_CARD = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{12,18}}(?!\d)")
_PHONE = re.compile(rf"(?<!\d)(?:\+?7|8){_GAP}\d{{3}}(?:{_GAP}\d){{7}}(?!\d)|(?<!\d)9\d{{2}}(?:{_GAP}\d){{7}}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.])(?:[\w-]+\.)+(?:ru|com|org|net|рф|su|me|io|info|online|site|app)(?![\w])(?:/\S*)?",
    re.IGNORECASE,
)


def found(text: str) -> tuple[Finding, ...]:
    """Everything that reveals somebody, in the order of kinds; each piece once."""
    return tuple(dict.fromkeys(_all(text)))


def _all(text: str) -> Iterator[Finding]:
    left = text
    for kind, pattern in ((Kind.EMAIL, _EMAIL), (Kind.LINK, _LINK), (Kind.CARD, _CARD), (Kind.PHONE, _PHONE)):
        for match in pattern.finditer(left):
            if kind is not Kind.CARD or _is_card(match[0]):
                yield Finding(kind, match[0].strip())
                left = left.replace(match[0], " ")


def _is_card(text: str) -> bool:
    """Luhn: what only looks like a number of a card is none."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0
