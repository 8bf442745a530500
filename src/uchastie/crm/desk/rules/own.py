"""What the person may do with the own request: change the wish while it is open, ask for it back when it is closed."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from uchastie.crm.desk.rules.limits import TEXT_LIMIT
from uchastie.crm.desk.rules.states import LIFECYCLE, Move, Status
from uchastie.crm.desk.rules.words import CancelReason
from uchastie.kernel.errors import Refusal

RETURN_WITHIN = dt.timedelta(days=30)  # after the delivery or the closing
NOT_RETURNED = frozenset({CancelReason.DUPLICATE, CancelReason.TEST})
REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asks for and how to be reached; `way` is one of `people.rules.Way`."""

    need: str
    way: str
    time: str

    @property
    def digest(self) -> str:
        """Which wish a form was opened with, without carrying it along."""
        return hashlib.sha256("\0".join((self.need, self.way, self.time)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` of the wish, before and after, as the database keeps them."""

    field: str
    before: str
    after: str


def wish_of(need: str, way: str, time: str) -> Wish:
    return Wish(need, str(way), time)


def differences(before: Wish, after: Wish) -> tuple[Difference, ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in ("need", "way", "time"))
    return tuple(Difference(name, str(old), str(new)) for name, old, new in pairs if old != new)


def is_returnable(status: Status, ended_at: dt.datetime | None, cancel_reason: str, now: dt.datetime) -> bool:
    fresh = ended_at is not None and now - ended_at <= RETURN_WITHIN
    return LIFECYCLE.allows(status, Move.RETURN) and fresh and cancel_reason not in NOT_RETURNED


def require_returnable(status: Status, ended_at: dt.datetime | None, cancel_reason: str, now: dt.datetime) -> None:
    """Within 30 days after the delivery or the closing; a repeated request has a living one beside it."""
    if not LIFECYCLE.allows(status, Move.RETURN):
        raise Refusal("still_open", "Заявка и так в работе. Задайте вопрос: ответит тот, кто её ведёт.")
    if cancel_reason in NOT_RETURNED:
        raise Refusal("not_returned", "Эту заявку закрыли как повтор: помощь идёт по другой вашей заявке.")
    if not is_returnable(status, ended_at, cancel_reason, now):
        raise Refusal("too_late", "Вернуть заявку можно было 30 дней. Подайте новую: это займёт минуту.")


def require_return_reason(text: str) -> str:
    """Whoever takes the request again begins with these words."""
    reason = text.strip()
    if len(reason) < 5:
        raise Refusal("reason", "Напишите, что осталось нерешённым: с этого и начнём.", field="reason")
    if len(reason) > REASON_LIMIT:
        raise Refusal("reason", f"Длиннее {REASON_LIMIT} знаков. Сократите, остальное расскажете.", field="reason")
    return reason


def require_words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refusal("empty", "Напишите вопрос или сообщение.", field="text")
    if len(words) > TEXT_LIMIT:
        raise Refusal("long", f"Длиннее {TEXT_LIMIT} знаков. Сократите или пришлите двумя сообщениями.", field="text")
    return words
