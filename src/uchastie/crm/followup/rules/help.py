"""A mark of help: what, on which day, how much (B20, B47). The family confirms it or says that it was not so (B25)."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum

from uchastie.kernel.errors import Refusal

AMOUNT_LIMIT = 200
REPORT_LIMIT = 4000
MOST_HOURS = Decimal(24)
MONTH_NAMES = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


class Author(StrEnum):
    GUARDIAN = "guardian"
    HQ = "hq"


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


def require_day(on: dt.date, started_on: dt.date | None, ended_on: dt.date | None, today: dt.date) -> None:
    if started_on is None:
        raise Refusal("not_started", "Помощь ещё не началась: сначала знакомство и соглашения.")
    if on > today:
        raise Refusal("future", "Этот день ещё не наступил: отметьте помощь после неё.", field="on")
    if on < started_on:
        raise Refusal("before_start", "Это раньше начала помощи. Проверьте день.", field="on")
    if ended_on and on > ended_on:
        raise Refusal("after_end", "К этому дню опека уже прекращена. Проверьте день.", field="on")


def require_category(code: str, can: Collection[str]) -> None:
    """B20: help is «посильная»: of the kinds the guardian has offered or promised."""
    if code not in can:
        message = "Этого нет среди возможностей опекуна. Выберите другое или сначала добавьте возможность."
        raise Refusal("category", message, field="category")


def require_amount(text: str, hours: Decimal | None) -> str:
    clean = " ".join(text.split())
    if not clean and not hours:
        raise Refusal("amount", "Напишите, что сделали, или сколько часов помогали.", field="amount")
    if len(clean) > AMOUNT_LIMIT:
        raise Refusal("amount", f"Не больше {AMOUNT_LIMIT} знаков: самое важное.", field="amount")
    if hours is not None and not Decimal(0) < hours <= MOST_HOURS:
        raise Refusal("hours", "Часов за день бывает от 0,5 до 24.", field="hours")
    return clean


def require_report(text: str, month: dt.date, today: dt.date) -> str:
    """A report of a month, which may be the present one."""
    clean = text.strip()
    if month.replace(day=1) > today.replace(day=1):
        raise Refusal("month", "Этот месяц ещё не начался.", field="month")
    if len(clean) < 10:
        raise Refusal("text", "Расскажите в двух-трёх предложениях, что сделали за месяц.", field="text")
    if len(clean) > REPORT_LIMIT:
        raise Refusal("text", f"Слишком длинно: не больше {REPORT_LIMIT} знаков.", field="text")
    return clean
