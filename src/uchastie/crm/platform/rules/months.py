"""The four numbers of a month (A105). Pure Python."""

import datetime as dt
import re
from dataclasses import astuple, dataclass

from uchastie.kernel.errors import Refusal

EARLIEST = dt.date(2018, 1, 1)
MOST = 10_000_000
MONTH_NAMES = (
    *("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь"),
    *("Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"),
)
_WRONG = "Месяц не читается. Пример: 10.2026 или октябрь 2026"

NUMBERS: dict[str, str] = {
    "users": "Пользователи платформы",
    "hours": "Волонтёрские часы",
    "signins": "Входы для подачи заявки",
    "useful": "Пользователи с полезными действиями",
}


@dataclass(frozen=True, slots=True)
class MonthValues:
    """None is "not known", which is not nought. `signins` are different people, each once a month."""

    users: int | None = None
    hours: int | None = None
    signins: int | None = None
    useful: int | None = None

    def over(self, known: "MonthValues") -> "MonthValues":
        """What is told here, and what was known where nothing is told."""
        return MonthValues(
            *[new if new is not None else old for new, old in zip(astuple(self), astuple(known), strict=True)]
        )

    @property
    def share(self) -> float | None:
        """«Доля пользователей платформы с полезными действиями»; without both numbers there is none."""
        return self.useful / self.users if self.useful is not None and self.users else None


def require_values(values: MonthValues) -> MonthValues:
    told = [number for number in astuple(values) if number is not None]
    if not told:
        raise Refusal("month_empty", "Впишите хотя бы одно число.")
    if max(told) > MOST or min(told) < 0:
        raise Refusal("month_much", "Число не похоже на правду: проверьте, нет ли лишних цифр.")
    if values.users is not None and values.useful is not None and values.useful > values.users:
        raise Refusal(
            "month_share", "Полезное сделали больше людей, чем есть пользователей. Проверьте оба числа.", "useful"
        )
    return values


def month_name(first: dt.date) -> str:
    return f"{MONTH_NAMES[first.month - 1]} {first.year}"


def months_to_choose(today: dt.date, count: int = 13) -> list[dt.date]:
    """The present month and those before it, newest first."""
    number = today.year * 12 + today.month - 1
    return [dt.date(one // 12, one % 12 + 1, 1) for one in range(number, number - count, -1)]


def parse_month(text: str, today: dt.date) -> dt.date:
    """«2026-10», «10.2026», «октябрь 2026», any day of the month; no month to come."""
    first = _read_month(" ".join(text.casefold().split()))
    if first > today:
        raise Refusal("month_ahead", "Этот месяц ещё не наступил.", field="month")
    if first < EARLIEST:
        raise Refusal("month_old", "Слишком давно: проверьте год.", field="month")
    return first


def _read_month(text: str) -> dt.date:
    words = re.fullmatch(r"([а-я]{3,8})\.? (\d{4})(?: ?г(?:\.|ода?)?)?", text)
    if words:
        stem = "май" if words[1] == "мая" else words[1][:3]
        numbers = [number for number, name in enumerate(MONTH_NAMES, start=1) if name.casefold().startswith(stem)]
        if not numbers:
            raise Refusal("month", _WRONG, field="month")
        return dt.date(int(words[2]), numbers[0], 1)
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[ t].*)?", text)
    other = re.fullmatch(r"(?:\d{1,2}[./])?(\d{1,2})[./](\d{4})(?: .*)?", text)
    year, month = (found[1], found[2]) if found else (other[2], other[1]) if other else ("0", "0")
    try:
        return dt.date(int(year), int(month), 1)
    except ValueError as error:
        raise Refusal("month", _WRONG, field="month") from error
