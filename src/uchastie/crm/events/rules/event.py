"""What an event is and how it goes: a draft in the plan, published, over, or cancelled."""

import base64
import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine

TITLE_LIMIT, PLACE_LIMIT, LINE_LIMIT = 150, 300, 300
MOST_PLACES = 20_000
LONGEST = dt.timedelta(days=31)
MOST_AT_ONCE = 6  # a family on one registration
DOOR_BEFORE = dt.timedelta(hours=12)  # the door opens: people come early, a list is prepared in the morning
DOOR_AFTER = dt.timedelta(days=60)  # marks on paper are written down later


class Kind(StrEnum):
    """The first three are the offline activities that are counted (A98)."""

    CAMPAIGN = "campaign"
    ROUND_TABLE = "round_table"
    MEETING = "meeting"
    OTHER = "other"


KIND_NAMES: dict[Kind, str] = {
    Kind.MEETING: "Встреча с сообществом",
    Kind.ROUND_TABLE: "Круглый стол",
    Kind.CAMPAIGN: "Рекламная кампания",
    Kind.OTHER: "Другое событие",
}
COUNTED_KINDS = frozenset({Kind.CAMPAIGN, Kind.ROUND_TABLE, Kind.MEETING})


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


STATE_NAMES: dict[State, str] = {
    State.DRAFT: "черновик",
    State.PUBLISHED: "опубликовано",
    State.HELD: "прошло",
    State.CANCELLED: "отменено",
}


class Move(StrEnum):
    PUBLISH = "publish"
    HOLD = "hold"
    CANCEL = "cancel"
    STRIKE = "strike"  # it was to be over by the clock, but nobody came together


LIFECYCLE = Machine[State, Move](
    {
        Move.PUBLISH: (frozenset({State.DRAFT}), State.PUBLISHED),
        Move.HOLD: (frozenset({State.PUBLISHED}), State.HELD),
        Move.CANCEL: (frozenset({State.DRAFT, State.PUBLISHED}), State.CANCELLED),
        Move.STRIKE: (frozenset({State.HELD}), State.CANCELLED),
    }
)
OPEN_DOOR = frozenset({State.PUBLISHED, State.HELD})


def leaving(state: State) -> Move:
    """By what an event comes to be cancelled."""
    return Move.STRIKE if state is State.HELD else Move.CANCEL


@dataclass(frozen=True, slots=True)
class EventValues:
    """What is typed about an event. `place` empty: in the centre itself. `places` None: no limit."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: Kind = Kind.MEETING
    online: bool = False
    place: str = ""
    places: int | None = None
    min_age: int | None = None
    about: str = ""
    leader: str = ""
    bring: str = ""
    accessibility: str = ""
    photos: str = ""


def require_event(values: EventValues) -> None:
    if len(values.title) < 3:
        raise Refusal("title", "Назовите событие: так его увидят жители.", field="title")
    if values.ends_at <= values.starts_at:
        raise Refusal("ends", "Окончание раньше начала. Проверьте время.", field="ends")
    if values.ends_at - values.starts_at > LONGEST:
        raise Refusal("ends", "Событие длится больше месяца. Разделите его на части.", field="ends")
    if values.places is not None and not 1 <= values.places <= MOST_PLACES:
        raise Refusal("places", "Напишите, сколько мест, или оставьте пустым: мест хватит всем.", field="places")
    if values.min_age is not None and not 0 <= values.min_age <= 99:
        raise Refusal("min_age", "Возраст — число до 99.", field="min_age")


def require_correction(state: State, ends_at: dt.datetime, values: EventValues, now: dt.datetime) -> None:
    """What is over may be put right while its marks may be; it stays over."""
    if state is State.CANCELLED:
        raise Refusal("closed", "Событие отменено: изменить его нельзя. Заведите новое.")
    if state is not State.HELD:
        return
    if now > ends_at + DOOR_AFTER:
        raise Refusal("closed", "Прошло больше 60 дней: событие больше не меняется.")
    if values.ends_at > now:
        message = "Событие уже прошло: окончание не может быть впереди. Для новой встречи заведите новое событие."
        raise Refusal("ends", message, field="day")


def require_nobody_came(came: int) -> None:
    """People who were marked prove that it took place."""
    if came:
        raise Refusal("came", "На событии отмечены люди: оно состоялось. Ошиблись — сначала отмените отметки.")


def require_age(min_age: int | None, said: bool) -> None:
    """Asked of who registers; nothing about the age is kept."""
    if min_age and not said:
        message = f"Событие с {min_age} лет. Отметьте, что каждому из вас столько есть, или спросите центр о другом."
        raise Refusal("age", message, field="of_age")


def require_room(places: int | None, taken: int) -> None:
    """Nobody who has a place loses it by a smaller number."""
    if places is not None and places < taken:
        raise Refusal("places", f"Уже записаны {taken}: меньше мест поставить нельзя.", field="places")


def require_open(state: State, starts_at: dt.datetime, now: dt.datetime) -> None:
    """Registration by oneself goes until the beginning."""
    if state is State.CANCELLED:
        raise Refusal("event_cancelled", "Событие отменено: записаться нельзя.")
    if state is not State.PUBLISHED or starts_at <= now:
        raise Refusal("event_closed", "Запись закончилась: событие уже началось. Если места есть, отметят на входе.")


def require_door(state: State, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> None:
    if state not in OPEN_DOOR:
        raise Refusal("no_door", "Отмечать можно на опубликованном событии.")
    if now < starts_at - DOOR_BEFORE:
        raise Refusal("too_early", "Отмечать можно в день события: вход откроется за 12 часов до начала.")
    if now > ends_at + DOOR_AFTER:
        raise Refusal("too_late", "Прошло больше 60 дней: отметки этого события больше не меняются.")


def is_door_open(state: State, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> bool:
    return state in OPEN_DOOR and starts_at - DOOR_BEFORE <= now <= ends_at + DOOR_AFTER


def require_reason(text: str) -> str:
    """The registered will read it."""
    clean = " ".join(text.split())
    if len(clean) < 5:
        raise Refusal("reason", "Напишите причину: её прочтут все, кто записался.", field="reason")
    return clean[:LINE_LIMIT]


def new_code() -> str:
    """Of the public address; chance makes it, so that drafts cannot be guessed."""
    return base64.b32encode(secrets.token_bytes(5)).decode().lower()


def reminder_due(starts_at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """At 18:00 of the day before, by the clock of the centre."""
    day = starts_at.astimezone(zone).date() - dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(18), zone)
