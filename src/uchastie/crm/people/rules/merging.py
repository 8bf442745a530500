"""Which of two values stays when two cards become one. Equal values are not asked about; lists are united."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from uchastie.crm.people.rules.names import may_be_one

UNDO_WITHIN = dt.timedelta(days=30)
REASON_LIMIT = 300

type Side = Literal["kept", "merged"]

# Asked one by one, in this order; what belongs together is taken together.
ASKED: dict[str, str] = {
    "name": "Имя",
    "volunteer_id": "ID на Добро.рф",
    "birth_year": "Год рождения",
    "preferred_way": "Как удобнее",
    "preferred_time": "Когда удобно",
    "municipality": "Где живёт",
    "inn": "ИНН",
    "ogrn": "ОГРН",
    "kpp": "КПП",
    "contact_person": "Говорит от организации",
    "needs_note": "Что ещё поможет",
}
TOGETHER = {"municipality": ("oktmo",), "contact_person": ("contact_position",)}
_USUAL = {"preferred_way": "phone"}  # what stands in a card nobody has asked


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a card as a whole: an ID is a confirmation, a later card is a newer one."""

    has_id: bool
    created_at: dt.datetime


def default_side(key: str, kept: Any, merged: Any, ours: Facts, theirs: Facts) -> Side:
    """The fuller value, else that of the confirmed card, else of the newer one."""
    ours_says, theirs_says = _fullness(key, kept), _fullness(key, merged)
    if ours_says != theirs_says:
        return "kept" if ours_says > theirs_says else "merged"
    if ours.has_id != theirs.has_id:
        return "kept" if ours.has_id else "merged"
    return "kept" if ours.created_at >= theirs.created_at else "merged"


def _fullness(key: str, value: Any) -> tuple[int, int]:
    if value in (None, ""):
        return (0, 0)
    if value == _USUAL.get(key):
        return (1, 0)
    if key == "name":
        words = [word for word in str(value).split() if len(word.strip(".")) > 1]
        return (1, len(words))
    return (1, 1)


def undo_until(at: dt.datetime) -> dt.datetime:
    return at + UNDO_WITHIN


def reasons_against(one: str, other: str, years: tuple[int | None, int | None]) -> list[str]:
    """What speaks for two people: said before the choice, decided by whoever reads it."""
    found = []
    if not may_be_one(one, other):
        found.append("имена разные")
    if years[0] and years[1] and years[0] != years[1]:
        found.append("годы рождения разные")
    return found
