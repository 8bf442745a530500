"""What a text that others will read may not carry: phones, card numbers, e-mails, links, names in messengers.

Django-free: boards, public voices and answers of surveys ask `found(text)` and say which place of the text it is and
why. Digits written in words are out of its reach; the rest is for people who read and report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"
    CARD = "card"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"


NAMES: dict[Kind, str] = {
    Kind.PHONE: "телефон",
    Kind.CARD: "номер карты",
    Kind.EMAIL: "адрес почты",
    Kind.LINK: "ссылка",
    Kind.HANDLE: "имя в мессенджере",
}

WHY: dict[Kind, str] = {
    Kind.PHONE: "Похоже на номер телефона: его увидели бы все.",
    Kind.CARD: "Похоже на номер банковской карты: его увидели бы все.",
    Kind.EMAIL: "Похоже на электронную почту: её увидели бы все.",
    Kind.LINK: "Похоже на ссылку: проверить, куда она ведёт, нельзя.",
    Kind.HANDLE: "Похоже на имя в мессенджере: его увидели бы все.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`typed[start:end]` is the place; `text` is that piece, to be shown to its author alone; `why` is a whole Russian
    sentence."""

    kind: Kind
    text: str
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def why(self) -> str:
        return WHY[self.kind]


# Between two digits of one number people put up to three of these, to please the eye or to trick a filter.
_GAP = r"[\s\u00a0\-\u2010-\u2015().·•_*,/\u200b\u2060]{0,3}"
_RUN = re.compile(rf"\+?\d(?:{_GAP}\d)+")
_AT = r"\s?(?:@|\(at\)|\[at\]|\(собака\)|\bсобака\b)\s?"
_DOT = r"(?:\.|\s?\(точка\)\s?|\s+точка\s+|\s?\(dot\)\s?)"
_ZONE = r"(?:ru|рф|su|com|net|org|info|me|online|site|shop|xyz|top|click|club|pro|link|io|app|ру|ком|москва|дети)"
_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}\w{{2,}}", re.IGNORECASE)
_LINK = re.compile(
    rf"(?:https?\s?:\s?/\s?/|www\s?\.)\s?\S+"
    rf"|(?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}{_DOT}{_ZONE}(?![\w-])(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w.])@[A-Za-z]\w{3,}"
    r"|(?<!\w)(?:телеграмм?|телега|тг|telegram|tg|whats\s?app|в[ао]тсап|вайбер|viber|instagram|инстаграмм?|инста|скайп"
    r"|skype)\s?(?:[:=—–-]|ник)?\s?@?[A-Za-z][\w.]{3,}",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:20\d\d|\d{2})(?!\d)")
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s?[-–—]\s?\d{1,2}[:.]\d{2}")
_PAPER = re.compile(r"\d{2}-20\d\d-\d+")  # a number of ours: «ДЦ-66-2026-000123»
_TOWN = re.compile(r"\d{7}|\d{3}[-–— ]\d{2}[-–— ]\d{2}|\d{2}[-–—]\d{2}[-–—]\d{2}")
_MONEY = re.compile(r"\d{1,3}(?:[\s\u00a0.]000){2,}")
_CARDS = range(13, 24)  # digits of a card, and a few others that may stand right beside it


def found(text: str) -> tuple[Finding, ...]:
    """In the order of the text; places do not overlap, the more telling kind wins (an e-mail is not also a link)."""
    taken: list[Finding] = []
    for kind, start, end in _candidates(text):
        if all(end <= one.start or start >= one.end for one in taken):
            taken.append(Finding(kind, text[start:end], start, end))
    return tuple(sorted(taken, key=lambda one: one.start))


def _candidates(text: str) -> Iterator[tuple[Kind, int, int]]:
    for kind, pattern in ((Kind.EMAIL, _EMAIL), (Kind.LINK, _LINK), (Kind.HANDLE, _HANDLE)):
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end()
    for match in _RUN.finditer(text):
        kind_of = _number(match.group())
        if kind_of:
            yield kind_of, match.start(), match.end()


def _number(run: str) -> Kind | None:
    """A card passes Luhn, a phone has the length and the beginning of one; days, hours, sums and papers stay."""
    digits = re.sub(r"\D", "", run)
    if len(digits) in _CARDS and _holds_card(digits):
        return Kind.CARD
    return Kind.PHONE if _is_phone(run, digits) else None


def _holds_card(digits: str) -> bool:
    return _passes_luhn(digits[:19]) or any(_passes_luhn(digits[at : at + 16]) for at in range(len(digits) - 15))


def _passes_luhn(digits: str) -> bool:
    total = 0
    for at, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and digits[0] != "0"


def _is_phone(run: str, digits: str) -> bool:
    """Ten digits in one run are nothing a neighbour needs to write; a town phone is glued or parted by dashes
    («245-67-89»), while «200 000» and «2–3 часа» stay."""
    if _is_ordinary(run):
        return False
    if len(digits) >= 10 or (run.startswith("+7") and len(digits) >= 7):
        return True
    return _TOWN.fullmatch(run) is not None


def _is_ordinary(run: str) -> bool:
    """«25.11.2026, 26.11.2026», «1 000 000» and «2, 3, 5, 7, 11, 12, 14»: one after another they are no phone."""
    rest = _PAPER.sub("", _MONEY.sub("", _HOURS.sub("", _DATE.sub("", run))))
    if not re.search(r"\d", rest):
        return True
    parts = re.split(r",\s+", run)
    return len(parts) > 2 and all(re.fullmatch(r"\d{1,2}", part) for part in parts)
