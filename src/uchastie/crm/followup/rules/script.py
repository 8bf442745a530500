"""What is asked, and where the answers of the two sides do not agree. Answers are compared by their keys, never by
text: «2 раза в неделю» and «дважды в неделю» are one answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

UNKNOWN = "unknown"
NOTHING = "nothing"

type Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """`family` and `guardian` are the words said to each. `many`: several answers may be true. `compared`: a fact both
    sides see; a wish belongs to one side only and never disagrees."""

    key: str
    family: str
    guardian: str
    options: tuple[tuple[str, str], ...]
    many: bool = False
    compared: bool = True

    def label(self, value: str) -> str:
        return dict(self.options).get(value, value)


FREQUENCY = (
    ("often", "2 раза в неделю"),
    ("weekly", "раз в неделю"),
    ("biweekly", "раз в две недели"),
    ("monthly", "раз в месяц"),
    ("rarely", "реже"),
    ("never", "ещё не помогали"),
)
YES_NO_UNKNOWN = (("yes", "да"), ("no", "нет"), (UNKNOWN, "не знаю"))


def script(categories: tuple[tuple[str, str], ...]) -> tuple[Question, ...]:
    """The five questions; `categories` are the kinds of help this family asked for: (code, name)."""
    return (
        Question("frequency", "Как часто вам помогают?", "Как часто вы помогаете?", FREQUENCY),
        Question("done", "Что уже сделали?", "Что уже сделали?", (*categories, (NOTHING, "ничего")), many=True),
        Question("time", "Удобно ли вам время?", "Удобно ли вам время?", (("yes", "удобно"), ("no", "нет"))),
        Question("changed", "Изменилось ли то, что нужно?", "Изменилось ли то, что нужно семье?", YES_NO_UNKNOWN),
        Question(
            "go_on",
            "Хотите ли продолжать?",
            "Готовы ли продолжать?",
            (("yes", "да"), ("think", "подумаем"), ("no", "нет")),
            compared=False,
        ),
    )


def require_answers(questions: tuple[Question, ...], given: Answers) -> dict[str, str | list[str]]:
    """Only known keys and options are kept. Not everything must be answered, but something must."""
    clean: dict[str, str | list[str]] = {}
    for question in questions:
        chosen = [value for value in as_list(given.get(question.key)) if value in dict(question.options)]
        if question.many and NOTHING in chosen and len(chosen) > 1:
            raise Refusal("nothing", "«Ничего» нельзя отметить вместе с сделанным.", field=question.key)
        if chosen:
            clean[question.key] = sorted(chosen) if question.many else chosen[0]
    if not clean:
        raise Refusal("answers", "Отметьте хотя бы один ответ: иначе непонятно, о чём поговорили.", field="frequency")
    return clean


def as_list(answer: str | list[str] | None) -> list[str]:
    if not answer:
        return []
    return [answer] if isinstance(answer, str) else list(answer)


@dataclass(frozen=True, slots=True)
class Difference:
    """Keys that only one of the sides named."""

    key: str
    only_family: tuple[str, ...]
    only_guardian: tuple[str, ...]


def compare(questions: tuple[Question, ...], family: Answers, guardian: Answers) -> tuple[Difference, ...]:
    """Both must have answered the question; «не знаю» agrees with everything."""
    found: list[Difference] = []
    for question in questions:
        mine, theirs = set(as_list(family.get(question.key))), set(as_list(guardian.get(question.key)))
        if not question.compared or not mine or not theirs or UNKNOWN in mine | theirs or mine == theirs:
            continue
        found.append(Difference(question.key, tuple(sorted(mine - theirs)), tuple(sorted(theirs - mine))))
    return tuple(found)


class Settling(StrEnum):
    """What is done about answers that disagree."""

    CALL_AGAIN = "call_again"
    CHECK_HELP = "check_help"
    MEET = "meet"


SETTLING_NAMES = {
    Settling.CALL_AGAIN: "Перезвонить опекуну",
    Settling.CHECK_HELP: "Снять отметку о помощи",
    Settling.MEET: "Встретиться с семьёй",
}
