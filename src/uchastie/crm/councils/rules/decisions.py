"""A decision and its fate: planned → in work → carried out | not carried out with a reason; then the council looks.

Nothing is lost in silence: what is overdue stands first in the next agenda by itself."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine


class Fate(StrEnum):
    PLANNED = "planned"
    IN_WORK = "in_work"
    DONE = "done"
    REFUSED = "refused"
    CHECKED = "checked"


class FateMove(StrEnum):
    START = "start"
    FINISH = "finish"
    REFUSE = "refuse"
    CHECK = "check"
    REOPEN = "reopen"


_OPEN = frozenset({Fate.PLANNED, Fate.IN_WORK})
OPEN_FATES = tuple(sorted(_OPEN))
FATE: Machine[Fate, FateMove] = Machine(
    {
        FateMove.START: (frozenset({Fate.PLANNED}), Fate.IN_WORK),
        FateMove.FINISH: (_OPEN, Fate.DONE),
        FateMove.REFUSE: (_OPEN, Fate.REFUSED),
        FateMove.CHECK: (frozenset({Fate.DONE}), Fate.CHECKED),
        FateMove.REOPEN: (frozenset({Fate.DONE, Fate.REFUSED}), Fate.IN_WORK),
    }
)
FATE_NAMES: dict[Fate, str] = {
    Fate.PLANNED: "принято",
    Fate.IN_WORK: "поручено, идёт",
    Fate.DONE: "сделано",
    Fate.REFUSED: "не сделано, есть причина",
    Fate.CHECKED: "проверено советом",
}
_STEPS = {Fate.PLANNED: 1, Fate.IN_WORK: 2, Fate.DONE: 3, Fate.REFUSED: 2, Fate.CHECKED: 4}


@dataclass(frozen=True, slots=True)
class Votes:
    for_: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        return self.for_ + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Shown:
    """A fate as it is drawn: so many steps of four, the word, the tone of the last step."""

    steps: int
    words: str
    tone: str
    late: bool


def shown_of(fate: Fate, due_on: dt.date, today: dt.date) -> Shown:
    late = fate in _OPEN and due_on < today
    words = "поручено, стоит" if late else FATE_NAMES[fate]
    tone = "late" if late else "no" if fate is Fate.REFUSED else "on"
    return Shown(_STEPS[fate], words, tone, late)


def require_decision(text: str, votes: Votes, came: int, needed: int, due_on: dt.date, today: dt.date) -> None:
    """`came` members of `needed`: without a quorum a council advises, it does not decide."""
    if not text.strip():
        raise Refusal("text", "Напишите, что решили.", field="text")
    if came < needed:
        raise Refusal("quorum", f"Нет кворума: пришли {came}, нужно {needed}. Решение можно принять на другой встрече.")
    if min(votes.for_, votes.against, votes.abstained) < 0 or votes.cast > came:
        raise Refusal("votes", f"Голосов больше, чем пришло на встречу: {came}.", field="votes_for")
    if votes.for_ <= votes.against:
        raise Refusal("outvoted", "Голосов «за» не больше, чем «против»: решение не принято.", field="votes_for")
    if due_on < today:
        raise Refusal("due", "Срок уже прошёл. Поставьте день впереди.", field="due_on")


def require_result(words: str) -> str:
    if not words.strip():
        raise Refusal("result", "Напишите, что сделано: это прочтут участники совета и жители.", field="words")
    return words.strip()


def require_reason(words: str) -> str:
    if not words.strip():
        raise Refusal("reason", "Напишите, почему не вышло: совет имеет право знать.", field="words")
    return words.strip()
