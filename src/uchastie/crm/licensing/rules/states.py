"""The way of a licence and of a set of services, as tables of moves."""

import datetime as dt
import re
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine
from uchastie.ui.text import full_day

TERM_YEARS = 3  # of a licence agreement
WARN_BEFORE = dt.timedelta(days=60)  # the end of the term stands among what waits


class State(StrEnum):
    APPLIED = "applied"
    REVIEWED = "reviewed"
    DECLINED = "declined"
    AGREED = "agreed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


STATE_NAMES: dict[State, str] = {
    State.APPLIED: "заявка",
    State.REVIEWED: "ждём подписанный договор",
    State.DECLINED: "отказано",
    State.AGREED: "договор подписан",
    State.ACTIVE: "действует",
    State.SUSPENDED: "приостановлена",
    State.ENDED: "прекращена",
}
STATE_TONES: dict[State, str] = {
    State.APPLIED: "new",
    State.REVIEWED: "wait",
    State.AGREED: "wait",
    State.ACTIVE: "done",
    State.SUSPENDED: "today",
    State.DECLINED: "",
    State.ENDED: "",
}
LIVING = (State.AGREED, State.ACTIVE, State.SUSPENDED)  # of these a centre has one at most


class Move(StrEnum):
    REVIEW = "review"
    DECLINE = "decline"
    AGREE = "agree"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"


MACHINE: Machine[State, Move] = Machine(
    {
        Move.REVIEW: (frozenset({State.APPLIED}), State.REVIEWED),
        Move.DECLINE: (frozenset({State.APPLIED, State.REVIEWED}), State.DECLINED),
        Move.AGREE: (frozenset({State.REVIEWED}), State.AGREED),
        Move.ACTIVATE: (frozenset({State.AGREED}), State.ACTIVE),
        Move.SUSPEND: (frozenset({State.ACTIVE}), State.SUSPENDED),
        Move.RESUME: (frozenset({State.SUSPENDED}), State.ACTIVE),
        Move.END: (frozenset(LIVING), State.ENDED),
    }
)


class SetState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


SET_STATE_NAMES: dict[SetState, str] = {
    SetState.DRAFT: "черновик",
    SetState.SUBMITTED: "на утверждении",
    SetState.APPROVED: "утверждён",
    SetState.SUPERSEDED: "заменён",
}
OPEN_SET = (SetState.DRAFT, SetState.SUBMITTED)


def licence_number(region_code: str, serial: int) -> str:
    """«ЛД-66/018»; from the thousandth on it simply grows."""
    return f"ЛД-{region_code}/{serial:03d}"


def require_number(typed: str) -> str:
    """The number of a paper that was signed outside, as it stands on it."""
    number = " ".join(typed.split())
    if not re.fullmatch(r"[0-9A-Za-zА-Яа-яЁё№./\- ]{2,20}", number):
        raise Refusal("number", "Номер договора: буквы, цифры, дефис и косая черта, до 20 знаков.", field="number")
    return number


def term_end(first: dt.date) -> dt.date:
    """The last day of a term that begins on this day."""
    day = 28 if (first.month, first.day) == (2, 29) else first.day
    return first.replace(year=first.year + TERM_YEARS, day=day) - dt.timedelta(days=1)


def require_reason(text: str, field: str = "reason") -> str:
    reason = " ".join(text.split())
    if len(reason) < 3:
        raise Refusal("reason", "Напишите причину: её прочитает центр.", field=field)
    return reason[:500]


def require_until(until: dt.date | None, today: dt.date) -> dt.date | None:
    if until is not None and until <= today:
        raise Refusal("until", "Срок кончается в будущем. Без срока оставьте поле пустым.", field="until")
    return until


def require_signed_on(day: dt.date, ready: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise Refusal("signed_on", "Этот день ещё не наступил.", field="signed_on")
    if day < ready:
        raise Refusal("signed_on", "Дата раньше, чем готов текст. Наверное, подписан другой.", field="signed_on")
    return day


def day_of(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """«12 октября 2026» in the zone of the headquarters."""
    return full_day(moment.astimezone(zone).date())
