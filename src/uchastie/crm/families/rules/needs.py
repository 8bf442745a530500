"""What a family needs: all of category, description, format, periodicity and urgency before a guardian is looked for (B34)."""

from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

DESCRIPTION_LIMIT = 500
TIMES_LIMIT = 100


class NeedFormat(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    ANY = "any"


FORMAT_NAMES: dict[NeedFormat, str] = {
    NeedFormat.IN_PERSON: "на месте",
    NeedFormat.REMOTE: "удалённо",
    NeedFormat.ANY: "как удобнее",
}


class Periodicity(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    ON_REQUEST = "on_request"


PERIODICITY_NAMES: dict[Periodicity, str] = {
    Periodicity.ONCE: "один раз",
    Periodicity.WEEKLY: "каждую неделю",
    Periodicity.BIWEEKLY: "раз в две недели",
    Periodicity.MONTHLY: "раз в месяц",
    Periodicity.ON_REQUEST: "по просьбе",
}


class Urgency(StrEnum):
    HIGH = "high"
    NORMAL = "normal"


URGENCY_NAMES: dict[Urgency, str] = {Urgency.HIGH: "срочно", Urgency.NORMAL: "не срочно"}


class NeedState(StrEnum):
    OPEN = "open"
    PROMISED = "promised"  # a guardian has taken it
    PARTLY = "partly"
    MET = "met"
    WITHDRAWN = "withdrawn"


NEED_STATE_NAMES: dict[NeedState, str] = {
    NeedState.OPEN: "не закрыта",
    NeedState.PROMISED: "есть кому помочь",
    NeedState.PARTLY: "закрыта частично",
    NeedState.MET: "закрыта",
    NeedState.WITHDRAWN: "больше не нужна",
}

OPEN_NEEDS: frozenset[NeedState] = frozenset({NeedState.OPEN, NeedState.PARTLY})
CLOSED_NEEDS: frozenset[NeedState] = frozenset({NeedState.MET, NeedState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class NeedValues:
    """What is asked of one need. Empty is "not clarified yet": such a need is kept, but no guardian is looked for."""

    category: str
    description: str
    format: str = ""
    periodicity: str = ""
    urgency: str = ""
    times: str = ""


def require_description(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) < 3:
        raise Refusal("need_description", "Напишите, в чём помочь: два-три слова.", field="description")
    if len(clean) > DESCRIPTION_LIMIT:
        message = f"Слишком длинно: не больше {DESCRIPTION_LIMIT} знаков. Самое важное — сначала."
        raise Refusal("need_description", message, field="description")
    return clean


def require_need(values: NeedValues) -> NeedValues:
    """In one form. What is chosen must be one of the words; what is not chosen yet may stay empty."""
    for field, words in (("format", NeedFormat), ("periodicity", Periodicity), ("urgency", Urgency)):
        chosen = getattr(values, field)
        if chosen and chosen not in set(words):
            raise Refusal(f"need_{field}", "Выберите из списка.", field=field)
    times = " ".join(values.times.split())
    if len(times) > TIMES_LIMIT:
        raise Refusal("need_times", f"Не больше {TIMES_LIMIT} знаков.", field="times")
    return NeedValues(
        category=values.category,
        description=require_description(values.description),
        format=values.format,
        periodicity=values.periodicity,
        urgency=values.urgency,
        times=times,
    )


def is_clear(values: NeedValues) -> bool:
    """Format, periodicity and urgency are all known (B34)."""
    return bool(values.category and values.description and values.format and values.periodicity and values.urgency)
