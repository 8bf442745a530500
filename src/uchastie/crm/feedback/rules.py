"""Where a QR code hangs, what becomes of a mark, and the sums over marks. Pure Python.

A mark of up to three stars waits for the head's answer three working days; nothing of it is ever deleted. A review by
QR stands apart, «без заявки», and is not in the share of positive ones until it belongs to a request (A40, A41, A68)."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine

LOW_UP_TO = 3  # stars: such a mark is a task of the head
POSITIVE_FROM = 4  # A68
SHARE_NORM = 80  # per cent of positive marks a month (A68)
ANSWER_WORKING_DAYS = 3
ANSWER_LIMIT = 2000  # characters
LINK_WITHIN = dt.timedelta(days=30)  # after a delivery, as long as the person may rate it
FORGET_CONTACTS_AFTER = dt.timedelta(days=30)  # after the answer or the closing
CODE = re.compile(r"[a-hjkmnp-z2-9]{10}")
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike: it may be typed by hand

# A device that has spoken so often a day is suspected; an address is shared by a whole centre, so it may more.
DEVICE_A_DAY = 2
DEVICE_REFUSED_A_DAY = 8
ADDRESS_AN_HOUR = 15
ADDRESS_REFUSED_AN_HOUR = 40
INVITATIONS = 2  # more than the first one, and not more often than once in so many days
INVITE_AGAIN_AFTER = dt.timedelta(days=7)


class PlaceKind(StrEnum):
    CENTRE = "centre"
    ROOM = "room"
    EMPLOYEE = "employee"
    SERVICE = "service"


PLACE_KIND_NAMES: dict[PlaceKind, str] = {
    PlaceKind.CENTRE: "Весь центр",
    PlaceKind.ROOM: "Помещение",
    PlaceKind.EMPLOYEE: "Сотрудник",
    PlaceKind.SERVICE: "Сервис",
}


class Source(StrEnum):
    REQUEST = "request"
    QR = "qr"


class State(StrEnum):
    QUIET = "quiet"  # a good mark: nothing is asked of anybody, an answer is a kindness
    NEW = "new"
    ANSWERED = "answered"
    CLOSED = "closed"


STATE_NAMES: dict[State, str] = {
    State.QUIET: "ответ не обязателен",
    State.NEW: "ждёт ответа",
    State.ANSWERED: "есть ответ",
    State.CLOSED: "закрыта без ответа",
}


class Move(StrEnum):
    RAISE = "raise"  # a low mark has come, or a good one was lowered
    ANSWER = "answer"
    CLOSE = "close"


LIFECYCLE = Machine[State, Move](
    {
        Move.RAISE: (frozenset({State.QUIET, State.ANSWERED, State.CLOSED}), State.NEW),
        Move.ANSWER: (frozenset(State), State.ANSWERED),
        Move.CLOSE: (frozenset({State.NEW}), State.CLOSED),
    }
)


class CloseReason(StrEnum):
    TALKED = "talked"
    NO_CONTACT = "no_contact"
    CORRECTED = "corrected"
    NOT_OURS = "not_ours"
    FAKE = "fake"


CLOSE_REASON_NAMES: dict[CloseReason, str] = {
    CloseReason.TALKED: "Поговорили лично или по телефону",
    CloseReason.NO_CONTACT: "Автор не оставил контакта, выводы сделаны",
    CloseReason.CORRECTED: "Автор сам исправил оценку",
    CloseReason.NOT_OURS: "Отзыв не о нашем центре",
    CloseReason.FAKE: "Похоже на накрутку или шутку",
}


def state_of(stars: int) -> State:
    return State.NEW if stars <= LOW_UP_TO else State.QUIET


def require_answer(text: str) -> str:
    """The clean text. An answer is read by the person who complained."""
    text = text.strip()
    if len(text) < 10:
        raise Refusal("answer", "Напишите ответ: хотя бы одно предложение.", field="text")
    if len(text) > ANSWER_LIMIT:
        raise Refusal("answer", f"Слишком длинно: поместится {ANSWER_LIMIT} знаков.", field="text")
    return text


def require_close_note(reason: CloseReason, note: str) -> None:
    """Closing without an answer is looked at by the region: it needs words."""
    if len(note.strip()) < 10:
        raise Refusal("note", "Напишите, что сделано: это увидит координатор региона.", field="note")


def require_recommend(value: int | None) -> None:
    if value is not None and not 0 <= value <= 10:
        raise Refusal("recommend", "Выберите число от 0 до 10.", field="recommend")


@dataclass(frozen=True, slots=True)
class Stars:
    """How many marks of 1, 2, 3, 4 and 5 stars."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def positive(self) -> int:
        return sum(self.counts[POSITIVE_FROM - 1 :])

    @property
    def share(self) -> float | None:
        """Per cent of 4 and 5; None when nobody has rated: «нет данных» is never a norm that is met (A68)."""
        return 100 * self.positive / self.total if self.total else None

    @property
    def average(self) -> float | None:
        weighted = sum(place * count for place, count in enumerate(self.counts, 1))
        return weighted / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Answers 0 to 10 to «посоветуете ли»: 9-10 will, 0-6 will not; the index is the difference in per cent points."""

    answers: int = 0
    will: int = 0
    will_not: int = 0

    @property
    def index(self) -> int | None:
        return round(100 * (self.will - self.will_not) / self.answers) if self.answers else None


def recommendation(rows: Iterable[tuple[int, int]]) -> Recommendation:
    """From (answer, how many)."""
    rows = list(rows)
    will = sum(count for value, count in rows if value >= 9)
    will_not = sum(count for value, count in rows if value <= 6)
    return Recommendation(sum(count for _, count in rows), will, will_not)
