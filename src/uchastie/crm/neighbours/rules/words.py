"""Words and signs of the board for its pages."""

from typing import Any

from uchastie.crm.neighbours.rules import notice
from uchastie.crm.neighbours.rules.notice import AnswerState, Category, State

ICONS: dict[Category, str] = {
    Category.CARRY: "footprints",
    Category.HOME: "house",
    Category.DEVICES: "monitor",
    Category.CHILDREN: "book-open",
    Category.COMPANY: "users",
    Category.THINGS: "hand-heart",
    Category.OTHER: "hand-helping",
}
STATES: dict[State, tuple[str, str, str]] = {
    State.OPEN: ("соседи видят", "eye", ""),
    State.AGREED: ("договорились", "handshake", "done"),
    State.DONE: ("готово", "circle-check", "done"),
    State.CHILD: ("ждёт взрослого и центр", "clock", "wait"),
    State.HIDDEN: ("скрыта, проверяем", "eye-off", "wait"),
    State.REMOVED: ("снята сотрудником", "ban", "late"),
    State.WITHDRAWN: ("снята вами", "x", ""),
    State.EXPIRED: ("месяц прошёл", "clock", ""),
}
ANSWERS: dict[AnswerState, tuple[str, str, str]] = {
    AnswerState.WAITING: ("ждёт ответа", "clock", "wait"),
    AnswerState.CHOSEN: ("договорились", "handshake", "done"),
    AnswerState.DONE: ("готово", "circle-check", "done"),
    AnswerState.PASSED: ("помогут другие", "x", ""),
    AnswerState.WITHDRAWN: ("отклик снят", "x", ""),
    AnswerState.RELEASED: ("снято: не дождались ответа", "clock", ""),
}
WORDS: dict[str, Any] = {
    "CATEGORIES": notice.CATEGORY_NAMES,
    "DURATIONS": notice.DURATION_NAMES,
    "KINDS": notice.KIND_NAMES,
    "OUTCOMES": notice.OUTCOME_NAMES,
    "REASONS": notice.REASON_NAMES,
    "RULINGS": notice.RULING_NAMES,
    "ICONS": ICONS,
    "STATES": STATES,
    "ANSWERS": ANSWERS,
}
