"""States of a plan and of its lines, and why a coincidence is put aside."""

from enum import StrEnum

from uchastie.kernel.errors import Refusal


class PlanState(StrEnum):
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class LineState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"  # the place or a need was taken meanwhile


class Dismissal(StrEnum):
    """Why a coordinator puts a coincidence aside."""

    FAMILY = "family"
    GUARDIAN = "guardian"
    FAR = "far"
    BETTER = "better"
    OTHER = "other"


DISMISSALS: dict[Dismissal, str] = {
    Dismissal.FAMILY: "семья этого опекуна не хочет",
    Dismissal.GUARDIAN: "опекун эту семью не возьмёт",
    Dismissal.FAR: "неудобно добираться",
    Dismissal.BETTER: "семье подойдёт другой опекун",
    Dismissal.OTHER: "другое",
}
MOST_WORDS = 300


def require_note(reason: Dismissal, note: str) -> str:
    """«Другое» needs words; the others may have them."""
    words = " ".join(note.split())
    if reason is Dismissal.OTHER and not words:
        raise Refusal("no_note", "Напишите, почему эта пара не подходит.", field="note")
    if len(words) > MOST_WORDS:
        raise Refusal("too_long", f"Слишком длинно: помещается {MOST_WORDS} знаков.", field="note")
    return words
