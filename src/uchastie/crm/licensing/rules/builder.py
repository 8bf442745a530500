"""The three steps of building a set: study, readiness, choice (A27-A29)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal
from uchastie.ui.text import plural

MOST = 3  # of three: none, a little, enough, much
LEVELS = {0: "нет", 1: "немного", 2: "достаточно", 3: "много"}


@dataclass(frozen=True, slots=True)
class Answer:
    """How ready the centre is for a service, by its own judgement; 0-3 each, None is not said yet."""

    experience: int | None = None
    interest: int | None = None

    @property
    def is_said(self) -> bool:
        return self.experience is not None and self.interest is not None


def clean_answers(given: Mapping[str, Answer], known: Collection[str]) -> dict[str, list[int | None]]:
    """As they are kept; `Refusal` for a service or a mark that does not exist."""
    require_known(given, known)
    for answer in given.values():
        for mark in (answer.experience, answer.interest):
            if mark is not None and not 0 <= mark <= MOST:
                raise Refusal("mark", f"Готовность отмечают от 0 до {MOST}.")
    said = {code: answer for code, answer in given.items() if answer != Answer()}
    return {code: [answer.experience, answer.interest] for code, answer in sorted(said.items())}


def require_known(codes: Collection[str], known: Collection[str]) -> None:
    if set(codes) - set(known):
        raise Refusal("service", "Такого сервиса в каталоге нет. Обновите страницу.", field="codes")


def steps_of(now: str, studied: int, answered: int, chosen: int, total: int) -> list[tuple[str, str, str]]:
    """(name, note, state) of the three steps for the line above the page."""
    steps = (
        ("study", "Изучить", f"отмечено {studied} из {total}"),
        ("readiness", "Оценить готовность", f"оценено {answered} из {total}"),
        ("choice", "Выбрать", f"{plural(chosen, 'сервис', 'сервиса', 'сервисов')} вместе с базовыми"),
    )
    done = {"study": studied >= total, "readiness": answered >= total, "choice": False}
    return [(name, note, "now" if key == now else "done" if done[key] else "") for key, name, note in steps]
