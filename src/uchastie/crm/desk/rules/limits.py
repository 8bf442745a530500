"""Numbers of the desk, and what must be true before a step."""

import datetime as dt
import re
from collections.abc import Collection

from uchastie.crm.desk.rules.words import STAR_NAMES, Channel
from uchastie.kernel.errors import Refusal

CONTACT_WORKING_DAYS = 2  # A18
CLOSE_AFTER = dt.timedelta(days=30)
REVIEW_EDITABLE = dt.timedelta(days=30)
ASK_RATING_AFTER = dt.timedelta(days=7)  # then staff may remind the person
UNREACHABLE_ATTEMPTS = 3
UNREACHABLE_DAYS = 2
COMMENT_REQUIRED_UP_TO = 3  # stars (A61)
TEXT_LIMIT = 4000  # characters of any free text
DRAFT_LIVES = dt.timedelta(days=7)
DRAFTS_KEPT = 20  # of one author; the oldest gives way
DRAFT_LIMIT = 60_000  # characters of one draft
GROUP_LIMIT = 50  # people of one consultation
UNNAMED_LIMIT = 500
UNDO_WITHIN = dt.timedelta(minutes=10)


def require_letter(channel: Channel, number: str) -> None:
    """A15: an official letter is known by its incoming number."""
    if channel is Channel.OFFICIAL_LETTER and not number.strip():
        message = "У официального письма есть входящий номер: впишите его."
        raise Refusal("letter_number", message, field="letter_number")


def require_walk_in(channel: Channel) -> None:
    """Only a person who is standing here can be served without a contact first (A44)."""
    if channel is not Channel.VISIT:
        raise Refusal("not_a_visit", "Оказать сразу можно только тому, кто пришёл сам. Сначала свяжитесь с человеком.")


def require_regulation_followed(required: Collection[object], checked: Collection[object], exemption: str) -> None:
    """A9, A39: every required step is ticked, or the exemption has a reason in words."""
    left = len(set(required) - set(checked))
    if left and len(exemption.strip()) < 10:
        message = (
            f"По регламенту отмечены не все шаги (осталось {left}). Отметьте их или напишите, почему обошлись без них."
        )
        raise Refusal("regulation_not_followed", message, field="exemption")


def require_review(stars: int, comment: str) -> None:
    """A60, A61: 1 to 5 stars are needed; up to 3 stars also need a word why."""
    if stars not in STAR_NAMES:
        raise Refusal("stars", "Поставьте оценку: от 1 до 5 звёзд.", field="stars")
    if stars <= COMMENT_REQUIRED_UP_TO and not comment.strip():
        raise Refusal("comment", "Напишите, пожалуйста, что было не так: так мы сможем исправить.", field="comment")


def require_unreachable(attempt_days: Collection[dt.date]) -> None:
    """`attempt_days`: the local day of each unsuccessful attempt. Three attempts on two different days."""
    if len(attempt_days) < UNREACHABLE_ATTEMPTS or len(set(attempt_days)) < UNREACHABLE_DAYS:
        message = "Закрыть без ответа можно после 3 попыток в 2 разных дня."
        raise Refusal("still_reachable", message, field="reason")


def is_referral(code: str) -> bool:
    """The code in a link by which somebody recommended the centre (A42); it comes from outside, so it is looked at."""
    return re.fullmatch(r"[a-z2-7]{10}", code) is not None


def request_number(region_code: str, year: int, serial: int) -> str:
    return f"ДЦ-{region_code}-{year}-{serial:06d}"


def require_reason(text: str, field: str = "reason") -> str:
    """Others will read it later: a word is not a reason."""
    clean = " ".join(text.split())
    if len(clean) < 5:
        raise Refusal("reason", "Напишите причину в нескольких словах: её прочтут коллеги.", field=field)
    return clean


def require_undoable(*, own: bool, age: dt.timedelta, touched: bool) -> None:
    """The last step goes back within ten minutes, by its author, while nobody else has built on it."""
    if not own:
        raise Refusal("not_yours", "Вернуть шаг может только тот, кто его сделал.")
    if age > UNDO_WITHIN:
        raise Refusal("too_late", "Вернуть можно в течение 10 минут. Теперь исправьте запись обычным шагом.")
    if touched:
        raise Refusal("touched", "После этого шага заявку уже изменили. Вернуть его нельзя, посмотрите «Что было».")
