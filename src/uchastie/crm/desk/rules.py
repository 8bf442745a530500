"""States and moves of a service request, and the rules of contact, walk-in, delivery and review. Pure Python.

new → viewed → contacted → scheduled → delivered → rated → closed; the first contact is promised within two working
days (A18), a walk-in is delivered at once (A44), nothing is ever deleted, only cancelled with a reason (A20).
"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine

CONTACT_WORKING_DAYS = 2  # A18
CLOSE_AFTER = dt.timedelta(days=30)
REVIEW_EDITABLE = dt.timedelta(days=30)
ASK_RATING_AFTER = dt.timedelta(days=7)  # then staff may remind the person
UNREACHABLE_ATTEMPTS = 3
UNREACHABLE_DAYS = 2
COMMENT_REQUIRED_UP_TO = 3  # stars (A61)
TEXT_LIMIT = 4000  # characters of any free text


class Status(StrEnum):
    NEW = "new"
    VIEWED = "viewed"
    CONTACTED = "contacted"
    SCHEDULED = "scheduled"
    DELIVERED = "delivered"
    RATED = "rated"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATUS_NAMES: dict[Status, str] = {
    Status.NEW: "новая",
    Status.VIEWED: "просмотрена",
    Status.CONTACTED: "связались",
    Status.SCHEDULED: "договорились",
    Status.DELIVERED: "ждём оценку",
    Status.RATED: "оценена",
    Status.CLOSED: "закрыта",
    Status.CANCELLED: "отменена",
}


class Move(StrEnum):
    VIEW = "view"
    CONTACT = "contact"
    SCHEDULE = "schedule"
    DELIVER = "deliver"
    DELIVER_AT_ONCE = "deliver_at_once"
    RATE = "rate"
    CLOSE = "close"
    CANCEL = "cancel"
    REOPEN = "reopen"
    RETURN = "return"


UNCONTACTED = frozenset({Status.NEW, Status.VIEWED})
OPEN = frozenset({Status.NEW, Status.VIEWED, Status.CONTACTED, Status.SCHEDULED})

LIFECYCLE = Machine[Status, Move](
    {
        Move.VIEW: (frozenset({Status.NEW}), Status.VIEWED),
        Move.CONTACT: (UNCONTACTED, Status.CONTACTED),
        Move.SCHEDULE: (frozenset({Status.CONTACTED, Status.SCHEDULED}), Status.SCHEDULED),
        Move.DELIVER: (frozenset({Status.CONTACTED, Status.SCHEDULED}), Status.DELIVERED),
        Move.DELIVER_AT_ONCE: (frozenset({Status.NEW}), Status.DELIVERED),  # only for a visit
        Move.RATE: (frozenset({Status.DELIVERED}), Status.RATED),
        Move.CLOSE: (frozenset({Status.DELIVERED, Status.RATED}), Status.CLOSED),
        Move.CANCEL: (OPEN, Status.CANCELLED),
        Move.REOPEN: (frozenset({Status.CANCELLED}), Status.VIEWED),  # with a new clock; the old one stays in history
        # By the person, who was closed or served and still needs help: unread again, with a new clock.
        Move.RETURN: (frozenset({Status.DELIVERED, Status.RATED, Status.CLOSED, Status.CANCELLED}), Status.NEW),
    }
)


class Channel(StrEnum):
    """Where the request came from (A14-A17)."""

    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    OFFICIAL_LETTER = "official_letter"
    VISIT = "visit"
    API = "api"


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.WEB: "Сайт",
    Channel.PHONE: "Звонок",
    Channel.EMAIL: "Эл. почта",
    Channel.OFFICIAL_LETTER: "Официальное письмо",
    Channel.VISIT: "Визит",
    Channel.API: "Другая система",
}
CHANNEL_ICONS: dict[Channel, str] = {
    Channel.WEB: "globe",
    Channel.PHONE: "phone",
    Channel.EMAIL: "mail",
    Channel.OFFICIAL_LETTER: "file-text",
    Channel.VISIT: "footprints",
    Channel.API: "arrow-up-down",
}


class Result(StrEnum):
    """How an attempt to reach the person ended; only TALKED meets the deadline."""

    TALKED = "talked"
    NO_ANSWER = "no_answer"
    ASKED_LATER = "asked_later"
    WRONG_NUMBER = "wrong_number"


RESULT_NAMES: dict[Result, str] = {
    Result.TALKED: "Поговорили",
    Result.NO_ANSWER: "Нет ответа",
    Result.ASKED_LATER: "Просьба позвонить позже",
    Result.WRONG_NUMBER: "Неверный номер",
}


class Format(StrEnum):
    """How the service will be delivered (A19, A38)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    ONLINE = "online"
    AT_PERSON = "at_person"


FORMAT_NAMES: dict[Format, str] = {
    Format.IN_PERSON: "В центре",
    Format.PHONE: "По телефону",
    Format.ONLINE: "По видеосвязи",
    Format.AT_PERSON: "У человека",
}


class Phase(StrEnum):
    """What the queue sorts by: someone must be contacted, we wait for the person, or nothing more is to be done."""

    CONTACT = "1-contact"
    WAIT = "2-wait"
    DONE = "3-done"


class CancelReason(StrEnum):
    DUPLICATE = "duplicate"
    BY_APPLICANT = "by_applicant"
    OUT_OF_SCOPE = "out_of_scope"
    UNREACHABLE = "unreachable"
    TEST = "test"


CANCEL_REASON_NAMES: dict[CancelReason, str] = {
    CancelReason.DUPLICATE: "Повтор другой заявки",
    CancelReason.BY_APPLICANT: "По просьбе человека",
    CancelReason.OUT_OF_SCOPE: "Не по теме сервисов центра",
    CancelReason.UNREACHABLE: "Не удалось связаться",
    CancelReason.TEST: "Проверочная запись",
}


class DraftForm(StrEnum):
    """Forms of the counter that are kept while they are typed."""

    ADD = "add"
    GROUP = "group"


DRAFT_LIVES = dt.timedelta(days=7)
DRAFTS_KEPT = 20  # of one author; the oldest gives way
DRAFT_LIMIT = 60_000  # characters of one draft
GROUP_LIMIT = 50  # people of one consultation
UNNAMED_LIMIT = 500


class Heard(StrEnum):
    """Where a person has heard of the centre (A42)."""

    FRIENDS = "friends"
    DOBRO = "dobro"
    SOCIAL = "social"
    SEARCH = "search"
    POSTER = "poster"
    SCHOOL = "school"
    OFFICE = "office"
    OTHER = "other"


HEARD_NAMES: dict[Heard, str] = {
    Heard.FRIENDS: "Посоветовали знакомые",
    Heard.DOBRO: "Добро.рф",
    Heard.SOCIAL: "Соцсети",
    Heard.SEARCH: "Поиск в интернете",
    Heard.POSTER: "Объявление или вывеска",
    Heard.SCHOOL: "Школа, вуз, работа",
    Heard.OFFICE: "МФЦ, соцзащита, администрация",
    Heard.OTHER: "Другое",
}

STAR_NAMES: dict[int, str] = {1: "очень плохо", 2: "плохо", 3: "нормально", 4: "хорошо", 5: "отлично"}


class Why(StrEnum):
    """Why a request goes to another employee; after CONFLICT the former one may only read it (A13)."""

    WORK = "work"
    ABSENCE = "absence"
    DISMISSAL = "dismissal"
    CONFLICT = "conflict"


WHY_NAMES: dict[Why, str] = {
    Why.WORK: "Так удобнее работать",
    Why.ABSENCE: "Сотрудника не будет на месте",
    Why.CONFLICT: "Личное знакомство или конфликт интересов",
}

UNDO_WITHIN = dt.timedelta(minutes=10)


class Step(StrEnum):
    """What can be taken back by the one who has just done it."""

    ASSIGN = "assign"
    CONTACT = "contact"
    AGREE = "agree"
    TICK = "tick"
    DELIVER = "deliver"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks, as typed. `preferred_way` is obligatory and is shown to the employee first (A37)."""

    name: str
    preferred_way: Way
    phone: str = ""
    email: str = ""
    preferred_time: str = ""
    volunteer_id: str = ""
    kind: Kind = Kind.PERSON


def phase_of(status: Status) -> Phase:
    if status in UNCONTACTED:
        return Phase.CONTACT
    if status in {Status.CONTACTED, Status.SCHEDULED, Status.DELIVERED}:
        return Phase.WAIT
    return Phase.DONE


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
