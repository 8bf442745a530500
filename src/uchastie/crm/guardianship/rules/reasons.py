"""Why a pair was declined or has ended."""

from enum import StrEnum

from uchastie.crm.guardianship.rules.states import Side
from uchastie.kernel.errors import Refusal

MOST_NOTE = 1000
MOST_WORDS = 3000


class EndReason(StrEnum):
    """B50; «иное» is ours: a move, a death, a wish of the family."""

    IMPOSSIBLE = "impossible"
    NO_RESOURCES = "no_resources"
    CONFLICT = "conflict"
    ALL_MET = "all_met"
    OTHER = "other"


END_REASONS = {
    EndReason.ALL_MET: "Все потребности закрыты",
    EndReason.IMPOSSIBLE: "Потребности закрыть невозможно",
    EndReason.NO_RESOURCES: "У опекуна не хватает ресурсов",
    EndReason.CONFLICT: "Конфликтная ситуация",
    EndReason.OTHER: "Иное",
}


class DeclineReason(StrEnum):
    FAR = "far"
    NO_MEANS = "no_means"
    NOT_SUITED = "not_suited"
    OTHER_GUARDIAN = "other_guardian"
    OTHER = "other"


DECLINE_REASONS = {
    DeclineReason.FAR: "Далеко",
    DeclineReason.NO_MEANS: "Нет сил или средств",
    DeclineReason.NOT_SUITED: "Не подходит по потребностям",
    DeclineReason.OTHER_GUARDIAN: "Семья выбрала другого опекуна",
    DeclineReason.OTHER: "Другое",
}


def require_note(reason: str, note: str, *, field: str) -> str:
    """«Иное» says nothing by itself."""
    note = note.strip()
    if reason == EndReason.OTHER and not note:
        raise Refusal("note", "Напишите в двух словах, в чём дело.", field=field)
    if len(note) > MOST_NOTE:
        raise Refusal("note_long", f"Слишком длинно: не больше {MOST_NOTE} знаков.", field=field)
    return note


AGAIN = {"yes": "Да, ищите другого опекуна", "no": "Нет, справимся сами", "later": "Пока не знаем"}


def require_mark(mark: int) -> int:
    if not 1 <= mark <= 5:
        raise Refusal("mark", "Оценка бывает от 1 до 5.")
    return mark


def require_words(text: str) -> str:
    words = text.strip()
    if len(words) > MOST_WORDS:
        raise Refusal("text_long", f"Слишком длинно: не больше {MOST_WORDS} знаков.", field="text")
    return words


def side_told(own: Side, named: Side | None) -> Side:
    """A party speaks for itself; the headquarters names whose word it passes on, its own when nobody's."""
    return own if own is not Side.HQ else named or Side.HQ
