"""What a practice may hold, the seal over it, and what makes a person in it known."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields

from uchastie.crm.practices.rules.method import DEGREE_NAMES, Dimension, Group, Level, Organisation
from uchastie.kernel.errors import Refusal

TITLE, SHORT, LONG, REASON, ALT, NAME = 120, 160, 3000, 1000, 300, 120
PHOTOS, PEOPLE = 3, 30
SIDE = 1400  # pixels of the longer side
PRINTED = 60  # practices in one collection


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that will be read. `did`, `people_effect` and `work_effect` are what a reader came for (C2)."""

    title: str
    organisation: str
    organisation_kind: str
    place: str
    level: str
    format: str
    groups: tuple[str, ...]
    dimensions: tuple[str, ...]
    degree: int
    did: str
    people_effect: str
    work_effect: str
    barriers: str
    quote: str = ""
    quoted: str = ""

    def texts(self) -> dict[str, str]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, str)}

    def checked(self) -> "Words":
        """The same words, or what is missing."""
        for name, message in _NEEDED.items():
            if not getattr(self, name):
                raise Refusal("empty", message, field=name)
        _require_known(self)
        if bool(self.quote) != bool(self.quoted):
            raise Refusal("quoted", "К словам нужна подпись без имени: «мама, соведущая».", field="quoted")
        for name, value in self.texts().items():
            most = _MOST.get(name, SHORT)
            if len(value) > most:
                raise Refusal("too_long", f"Слишком длинно: помещается {most} знаков. Сократите.", field=name)
        return self


_NEEDED = {
    "title": "Назовите практику.",
    "organisation": "Напишите, какая это организация.",
    "format": "Напишите формат: что именно делали.",
    "groups": "Отметьте, кто участвовал.",
    "dimensions": "Отметьте хотя бы одно измерение.",
    "did": "Расскажите, что сделали.",
    "people_effect": "Напишите, что изменилось у людей.",
    "work_effect": "Напишите, что изменилось в работе.",
    "barriers": "Напишите, что мешало и как справились: это ценнее всего.",
}
_MOST = {"title": TITLE, "did": LONG, "people_effect": LONG, "work_effect": LONG, "barriers": LONG, "quote": 600}


def _require_known(words: Words) -> None:
    known: tuple[tuple[str, bool], ...] = (
        ("organisation_kind", words.organisation_kind in set(Organisation)),
        ("level", words.level in set(Level)),
        ("degree", words.degree in DEGREE_NAMES),
        ("groups", set(words.groups) <= set(Group)),
        ("dimensions", set(words.dimensions) <= set(Dimension)),
    )
    for name, right in known:
        if not right:
            raise Refusal("choice", "Выберите из списка.", field=name)


def tags_of(groups: Iterable[str], dimensions: Iterable[str]) -> str:
    """For filters on both databases: «,g-foster,d-process,»."""
    parts = [*(f"g-{one}" for one in groups), *(f"d-{one}" for one in dimensions)]
    return f",{','.join(parts)}," if parts else ""


def digest_of(words: Words, photos: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of everything that will be shown; `photos` are (description, digest of the bytes) in their order."""
    shown = [getattr(words, field.name) for field in fields(words)]
    rows = [list(photo) for photo in photos]
    return hashlib.sha256(json.dumps([shown, rows], ensure_ascii=False).encode()).hexdigest()


def seal_number(digest: str) -> str:
    digits = f"{int(digest, 16) % 10**12:012d}" if digest else "0" * 12
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"
