"""Names, phones and addresses of a family are closed; a coordinator opens them for half an hour and says why."""

import datetime as dt
from enum import StrEnum

OPEN_FOR = dt.timedelta(minutes=30)


class LookReason(StrEnum):
    CALL = "call"
    MEETING = "meeting"
    COMPLAINT = "complaint"
    OTHER = "other"
    REFUSED = "refused"  # somebody without the right asked for the card


LOOK_NAMES: dict[LookReason, str] = {
    LookReason.CALL: "Звонок",
    LookReason.MEETING: "Встреча",
    LookReason.COMPLAINT: "Жалоба",
    LookReason.OTHER: "Иное",
    LookReason.REFUSED: "не пустили: нет права",
}
REASONS: tuple[LookReason, ...] = tuple(reason for reason in LookReason if reason is not LookReason.REFUSED)

# Easy to say and to hear by phone, one root each; none that hurts.
CODE_WORDS: tuple[str, ...] = (
    *("ромашка", "берёза", "самовар", "радуга", "ласточка", "яблоко", "снегирь", "тополь", "малина", "компас"),
    *("василёк", "гармонь", "подсолнух", "синица", "карандаш", "облако", "рябина", "фонарь", "пирог", "журавль"),
    *("листопад", "варенье", "одуванчик", "корабль", "земляника", "колокольчик", "черёмуха", "скворец", "родник"),
    *("апельсин", "шиповник", "валенок", "тропинка", "каштан", "медуница", "иволга", "пчела", "крыжовник"),
)
