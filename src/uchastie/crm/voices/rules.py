"""What a voice is, how it moves and what its answer needs (C12)."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel import revealing
from uchastie.kernel.errors import Refusal

ANSWER_DAYS = 20  # working days from the day it was said
REMIND_BEFORE = dt.timedelta(days=3)
WORDS, PUBLIC, ANSWER = 1000, 300, 1000


class Source(StrEnum):
    REVIEW = "review"
    SUGGESTION = "suggestion"
    SURVEY = "survey"
    COUNCIL = "council"
    SPOKEN = "spoken"


SOURCE_NAMES: dict[str, str] = {
    Source.REVIEW: "отзыв",
    Source.SUGGESTION: "предложение с сайта",
    Source.SURVEY: "опрос",
    Source.COUNCIL: "совет",
    Source.SPOKEN: "сказано на словах",
}
SOURCE_ICONS: dict[str, str] = {
    Source.REVIEW: "star",
    Source.SUGGESTION: "message-square",
    Source.SURVEY: "list-checks",
    Source.COUNCIL: "users",
    Source.SPOKEN: "message-square-text",
}


class State(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CONSIDERED = "considered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPLAINED = "explained"
    DONE = "done"


STATE_NAMES: dict[str, str] = {
    State.RECEIVED: "получено",
    State.ACKNOWLEDGED: "прочитано",
    State.CONSIDERED: "рассматриваем",
    State.ACCEPTED: "делаем",
    State.DECLINED: "нельзя, объясняем",
    State.EXPLAINED: "ответили на вопрос",
    State.DONE: "сделали",
}
WAITING = (State.RECEIVED, State.ACKNOWLEDGED, State.CONSIDERED)
ANSWERED = (State.ACCEPTED, State.DECLINED, State.EXPLAINED, State.DONE)
_MOVES: dict[State, tuple[State, ...]] = {
    State.RECEIVED: (State.ACKNOWLEDGED, State.CONSIDERED, State.ACCEPTED, State.DECLINED, State.EXPLAINED),
    State.ACKNOWLEDGED: (State.CONSIDERED, State.ACCEPTED, State.DECLINED, State.EXPLAINED),
    State.CONSIDERED: (State.ACCEPTED, State.DECLINED, State.EXPLAINED),
    State.ACCEPTED: (State.DONE, State.DECLINED),
    State.DECLINED: (),
    State.EXPLAINED: (),
    State.DONE: (),
}


class Effect(StrEnum):
    """Whom the change helps: two lines of the same board (C2)."""

    PEOPLE = "people"
    ORGANISATION = "organisation"
    BOTH = "both"


EFFECT_NAMES: dict[str, str] = {
    Effect.PEOPLE: "людям",
    Effect.ORGANISATION: "работе центра",
    Effect.BOTH: "и людям, и работе центра",
}


class ChangeKind(StrEnum):
    REGULATION = "regulation"
    SERVICE = "service"
    EVENT = "event"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Decision:
    """`state` is accepted, declined or explained; `said` is the unit's own wording for the board, "" keeps it off."""

    state: State
    answer: str
    said: str = ""
    promised_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """`change` is «kind:id» of a real record, "" when words alone tell it."""

    words: str
    effect: Effect
    change: str = ""


def require_move(old: str, new: State) -> None:
    if new not in _MOVES[State(old)]:
        raise Refusal("state", f"Уже иначе: «{STATE_NAMES[State(old)]}». Обновите страницу.")


def require_words(text: str) -> None:
    if len(text.strip()) < 3:
        raise Refusal("words", "Напишите хотя бы несколько слов.", field="words")


def require_nothing_revealed(text: str, field: str) -> None:
    """A text that others will read; what was typed stays in the form."""
    found = revealing.found(text)
    if found:
        raise Refusal("revealing", f"Уберите «{found[0].text}». {found[0].why}", field=field)


def require_decision(decision: Decision, today: dt.date) -> None:
    if decision.state not in {State.ACCEPTED, State.DECLINED, State.EXPLAINED}:
        raise Refusal("state", "Выберите, что решили.", field="state")
    if len(decision.answer.strip()) < 3:
        words = {State.DECLINED: "Объясните, почему нельзя: без причины отказать нельзя."}
        raise Refusal("answer", words.get(decision.state, "Напишите ответ человеку."), field="answer")
    if decision.state == State.ACCEPTED and (decision.promised_on is None or decision.promised_on < today):
        raise Refusal("promised", "Укажите, к какому дню сделаете: сегодня или позже.", field="promised_on")
    if decision.said:
        require_nothing_revealed(decision.said, "said")
        require_nothing_revealed(decision.answer, "answer")


def normal_code(typed: str) -> str:
    """As people copy it from paper: small letters, spaces, hyphens, similar Russian letters."""
    letters = typed.upper().translate(str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX"))
    return re.sub(r"[^A-Z0-9]", "", letters)[:20]


def shown_code(code: str) -> str:
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
