"""What is chosen from lists at the desk, with its Russian names, and who asks."""

from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.people.rules import Kind, Way


class Channel(StrEnum):
    """Where the request came from (A14-A17)."""

    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    OFFICIAL_LETTER = "official_letter"
    VISIT = "visit"
    API = "api"
    HQ = "hq"  # a need of a family that its headquarters has passed on (B43)


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.WEB: "Сайт",
    Channel.PHONE: "Звонок",
    Channel.EMAIL: "Эл. почта",
    Channel.OFFICIAL_LETTER: "Официальное письмо",
    Channel.VISIT: "Визит",
    Channel.API: "Другая система",
    Channel.HQ: "Штаб",
}
CHANNEL_ICONS: dict[Channel, str] = {
    Channel.WEB: "globe",
    Channel.PHONE: "phone",
    Channel.EMAIL: "mail",
    Channel.OFFICIAL_LETTER: "file-text",
    Channel.VISIT: "footprints",
    Channel.API: "arrow-up-down",
    Channel.HQ: "landmark",
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


class CancelReason(StrEnum):
    DUPLICATE = "duplicate"
    BY_APPLICANT = "by_applicant"
    OUT_OF_SCOPE = "out_of_scope"
    UNREACHABLE = "unreachable"
    HELPED = "helped"
    TEST = "test"


CANCEL_REASON_NAMES: dict[CancelReason, str] = {
    CancelReason.DUPLICATE: "Повтор другой заявки",
    CancelReason.BY_APPLICANT: "По просьбе человека",
    CancelReason.OUT_OF_SCOPE: "Не по теме сервисов центра",
    CancelReason.UNREACHABLE: "Не удалось связаться",
    CancelReason.HELPED: "Помог кто-то другой",
    CancelReason.TEST: "Проверочная запись",
}


class DraftForm(StrEnum):
    """Forms of the counter that are kept while they are typed."""

    ADD = "add"
    GROUP = "group"


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
    more_phones: tuple[str, ...] = ()
    inn: str = ""  # of an organisation
