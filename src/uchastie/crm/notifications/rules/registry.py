"""Every event that people are told about: who hears of it, how much it matters, by which channels, in which words.

The words here are the originals; the federal team may write others (`TemplateVersion`) and come back to these."""

from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.notifications.rules.channels import Channel
from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.texts import Text


class Topic(StrEnum):
    """What a person or an employee chooses channels for: several events of one kind."""

    MEETINGS = "meetings"
    ANSWERS = "answers"
    RATING = "rating"
    DEADLINES = "deadlines"
    WORK = "work"
    MARKS = "marks"
    CALLS = "calls"
    TRAINING = "training"
    LICENCES = "licences"
    KNOWLEDGE = "knowledge"


TOPIC_NAMES: dict[Topic, str] = {
    Topic.MEETINGS: "Встречи и переносы",
    Topic.ANSWERS: "Ответы и звонки",
    Topic.RATING: "Просьба оценить",
    Topic.DEADLINES: "Сроки заявок",
    Topic.WORK: "Новое в моих заявках",
    Topic.MARKS: "Оценки и отзывы",
    Topic.CALLS: "Не дошло сообщение: позвонить",
    Topic.TRAINING: "Моё обучение",
    Topic.LICENCES: "Договоры и наборы сервисов",
    Topic.KNOWLEDGE: "База знаний",
}

ALL = frozenset({Channel.PUSH, Channel.EMAIL, Channel.SMS})
NO_SMS = frozenset({Channel.PUSH, Channel.EMAIL})


@dataclass(frozen=True, slots=True)
class Event:
    """`important`: cannot lose its last channel, and is not lost silently. `asked`: the person has just asked for it and
    is awake, so it does not wait for the morning. `breaks_silence`: it may, when a meeting of the morning is at stake."""

    code: str
    title: str
    audience: Audience
    topic: Topic
    places: tuple[str, ...]  # placeholders beside those that every text may have
    text: Text
    important: bool = False
    asked: bool = False
    breaks_silence: bool = False
    channels: frozenset[Channel] = NO_SMS

    @property
    def allowed(self) -> tuple[str, ...]:
        return (*COMMON[self.audience], *self.places)

    @property
    def has_sms(self) -> bool:
        return self.audience is Audience.PERSON


COMMON: dict[Audience, tuple[str, ...]] = {
    Audience.PERSON: ("обращение", "номер", "центр", "телефон центра", "ссылка"),
    Audience.STAFF: ("номер", "центр", "ссылка"),
}

EVENTS: dict[str, Event] = {}


def event_of(code: str) -> Event:
    return EVENTS[code]


def topics_for(audience: Audience) -> dict[Topic, list[Event]]:
    """The rows of the page of choices, in the order of the registry."""
    rows: dict[Topic, list[Event]] = {}
    for event in EVENTS.values():
        if event.audience is audience:
            rows.setdefault(event.topic, []).append(event)
    return rows


def declare(*events: Event) -> None:
    for event in events:
        EVENTS[event.code] = event
