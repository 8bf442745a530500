"""Kinds, levels and groups of the catalogue (source: the method of Добро.Центр), and what a regulation must be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from uchastie.kernel.errors import Refusal


class ServiceKind(StrEnum):
    BASE = "base"
    ELECTIVE = "elective"


SERVICE_KIND_NAMES: dict[ServiceKind, str] = {
    ServiceKind.BASE: "базовый",
    ServiceKind.ELECTIVE: "по выбору",
}


class ServiceType(StrEnum):
    """A1: organisational, consulting, methodical or other."""

    ORGANISATIONAL = "organisational"
    CONSULTING = "consulting"
    METHODICAL = "methodical"
    OTHER = "other"


SERVICE_TYPE_NAMES: dict[ServiceType, str] = {
    ServiceType.ORGANISATIONAL: "организационный",
    ServiceType.CONSULTING: "консультационный",
    ServiceType.METHODICAL: "методический",
    ServiceType.OTHER: "иной",
}


class PackageLevel(StrEnum):
    STANDARD = "standard"
    MASTER = "master"


PACKAGE_LEVEL_NAMES: dict[PackageLevel, str] = {
    PackageLevel.STANDARD: "«Стандарт»",
    PackageLevel.MASTER: "«Мастер»",
}


class RegulationStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


MAX_STEPS = 30
TEXT_LENGTH = 300
HINT_LENGTH = 500
CHANGES_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a regulation as it is written; its place is its place in the list."""

    text: str
    hint: str = ""
    required: bool = True


class Shift(StrEnum):
    """What a button beside a step does to the list."""

    ADD = "add"
    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


def shifted(steps: Sequence[Step], shift: Shift, place: int = 0) -> list[Step]:
    """The list after the button at `place` (from 0). A place outside the list changes nothing."""
    found = list(steps)
    if shift is Shift.ADD:
        return [*found, Step("")]
    if not 0 <= place < len(found):
        return found
    step = found.pop(place)
    if shift is Shift.REMOVE:
        return found
    found.insert(max(place - 1, 0) if shift is Shift.UP else place + 1, step)
    return found


def clean_steps(steps: Iterable[Step]) -> list[Step]:
    """One line each, without needless spaces; a row with neither text nor hint is dropped."""
    stripped = (Step(" ".join(step.text.split()), " ".join(step.hint.split()), step.required) for step in steps)
    return [step for step in stripped if step.text or step.hint]


def require_draft(steps: Sequence[Step], changes: str = "") -> None:
    """A draft may be unfinished, but it must fit."""
    if len(changes) > CHANGES_LENGTH:
        raise Refusal("long_changes", f"Не больше {CHANGES_LENGTH} знаков.", field="changes")
    if len(steps) > MAX_STEPS:
        raise Refusal("too_many_steps", f"Шагов больше {MAX_STEPS}: длинный список никто не пройдёт. Объедините часть.")
    for number, step in enumerate(steps, start=1):
        if len(step.text) > TEXT_LENGTH:
            raise Refusal("long_step", f"Шаг {number} длиннее {TEXT_LENGTH} знаков. Разделите его или сократите.")
        if len(step.hint) > HINT_LENGTH:
            raise Refusal("long_hint", f"Пояснение к шагу {number} длиннее {HINT_LENGTH} знаков. Сократите его.")


def require_publishable(steps: Sequence[Step], changes: str, current: Sequence[Step] | None) -> None:
    """A regulation can come into force: it has steps, one of them required, it differs, and the difference is told."""
    require_draft(steps, changes)
    _require_whole(steps)
    if current is not None:
        _require_told(steps, changes, current)


def _require_whole(steps: Sequence[Step]) -> None:
    if not steps:
        raise Refusal("no_steps", "Добавьте хотя бы один шаг: без шагов сервис не по чему оказывать.")
    for number, step in enumerate(steps, start=1):
        if not step.text:
            raise Refusal("empty_step", f"Шаг {number}: напишите, что нужно сделать, или уберите строку.")
    if not any(step.required for step in steps):
        raise Refusal("nothing_required", "Отметьте обязательным хотя бы один шаг.")


def _require_told(steps: Sequence[Step], changes: str, current: Sequence[Step]) -> None:
    if list(steps) == list(current):
        raise Refusal("no_difference", "Шаги те же, что в действующей версии: публиковать нечего.")
    if not changes.strip():
        raise Refusal("no_changes", "Напишите, что изменилось: это прочтут все сотрудники.", field="changes")


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison; `pieces` are (mark, words), mark is "", "ins" or "del"."""

    change: Change
    pieces: tuple[tuple[str, str], ...]
    details: tuple[str, ...] = ()


LIKE = 0.55  # two texts with this share of common letters are the same step, edited


def compare(old: Sequence[Step], new: Sequence[Step]) -> list[Difference]:
    """What changes between two versions, in the order of the new one; the removed steps come last."""
    pairs = _pairs(old, new)
    order = [pairs[place] for place in sorted(pairs)]
    kept = set(_longest_rising(order))
    found: list[Difference] = []
    for place, step in enumerate(new):
        if place not in pairs:
            found.append(Difference(Change.ADDED, (("", step.text),)))
            continue
        before = old[pairs[place]]
        if before != step:
            found.append(Difference(Change.EDITED, _words(before.text, step.text), _details(before, step)))
        elif pairs[place] not in kept:
            found.append(Difference(Change.MOVED, (("", step.text),)))
    gone = set(range(len(old))) - set(pairs.values())
    return found + [Difference(Change.REMOVED, (("del", old[place].text),)) for place in sorted(gone)]


def _pairs(old: Sequence[Step], new: Sequence[Step]) -> dict[int, int]:
    """Place in the new list → place in the old one: equal texts first, then the most alike."""
    free = dict(enumerate(old))
    pairs: dict[int, int] = {}
    for place, step in enumerate(new):
        same = next((index for index, other in free.items() if other.text == step.text), None)
        if same is not None:
            pairs[place] = same
            del free[same]
    for place, step in enumerate(new):
        if place in pairs or not free:
            continue
        likeness = {index: _likeness(other.text, step.text) for index, other in free.items()}
        best = max(likeness, key=lambda index: likeness[index])
        if likeness[best] >= LIKE:
            pairs[place] = best
            del free[best]
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _longest_rising(values: Sequence[int]) -> list[int]:
    """The longest run that keeps its order: only what is outside it has moved."""
    best: list[list[int]] = []
    for value in values:
        head = max((run for run in best if run[-1] < value), key=len, default=[])
        best.append([*head, value])
    return max(best, key=len, default=[])


def _words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    before, after = old.split(), new.split()
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("", " ".join(before[a:b])))
            continue
        pieces += [(mark, " ".join(words)) for mark, words in (("del", before[a:b]), ("ins", after[c:d])) if words]
    return tuple(pieces)


def _details(old: Step, new: Step) -> tuple[str, ...]:
    found = []
    if old.required != new.required:
        found.append("стал обязательным" if new.required else "больше не обязателен")
    if old.hint != new.hint:
        found.append(
            "изменено пояснение" if old.hint and new.hint else "есть пояснение" if new.hint else "без пояснения"
        )
    return tuple(found)
