"""Questions about the platform (A100, A101) and useful actions of people (A104). Pure Python."""

import datetime as dt
from enum import StrEnum

from uchastie.kernel.errors import Refusal

ANSWERED_SHARE = 0.9  # A100
MOST_AT_ONCE = 200  # questions of one entry: a hall
OLDEST = dt.timedelta(days=366)


class Topic(StrEnum):
    """The nine products of the ecosystem (A101)."""

    DOBRO = "dobro"
    ANALYTICS = "analytics"
    CONTESTS = "contests"
    NAVIGATOR = "navigator"
    UNIVERSITY = "university"
    VZAIMNO = "vzaimno"
    CENTRE = "centre"
    MEDIA = "media"
    MOBILE = "mobile"


TOPIC_NAMES: dict[Topic, str] = {
    Topic.DOBRO: "Добро.рф",
    Topic.ANALYTICS: "Добро.Аналитика",
    Topic.CONTESTS: "Добро.Конкурсы",
    Topic.NAVIGATOR: "Добро.Навигатор",
    Topic.UNIVERSITY: "Добро.Университет",
    Topic.VZAIMNO: "Добро.Взаимно",
    Topic.CENTRE: "Добро.Центр",
    Topic.MEDIA: "Добро.Медиа",
    Topic.MOBILE: "Мобильное приложение",
}


class Outcome(StrEnum):
    """`REQUEST`: it takes longer, so a request was made, and the desk counts it; `MISTAKE`: there was no question."""

    WAITING = "waiting"
    ANSWERED = "answered"
    REQUEST = "request"
    MISTAKE = "mistake"


OUTCOMES: dict[Outcome, str] = {
    Outcome.WAITING: "ждёт ответа",
    Outcome.ANSWERED: "ответили",
    Outcome.REQUEST: "стал заявкой",
    Outcome.MISTAKE: "записан по ошибке",
}
COUNTED = frozenset({Outcome.WAITING, Outcome.ANSWERED})


class Action(StrEnum):
    """The nine useful actions (A104)."""

    HOURS = "hours"
    BLOOD = "blood"
    GIFT = "gift"
    CONTEST = "contest"
    STUDY = "study"
    NEWS = "news"
    ORGANISER = "organiser"
    PROJECT = "project"
    SUPPORT = "support"


ACTION_NAMES: dict[Action, str] = {
    Action.HOURS: "Часы за добрые дела",
    Action.BLOOD: "Донорство",
    Action.GIFT: "Пожертвование в фонд через VK добро",
    Action.CONTEST: "Участие в конкурсе",
    Action.STUDY: "Обучение в Добро.Университете",
    Action.NEWS: "Новость в Добро.Медиа",
    Action.ORGANISER: "Организатор добрых дел",
    Action.PROJECT: "Свой проект на платформе",
    Action.SUPPORT: "Мера поддержки в Добро.Навигаторе",
}


class Source(StrEnum):
    SELF = "self"
    STAFF = "staff"
    TABLE = "table"


def require_count(count: int) -> int:
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refusal("count", f"Сколько вопросов: число от 1 до {MOST_AT_ONCE}.", field="count")
    return count


def require_past(day: dt.date, today: dt.date, *, oldest: dt.timedelta = OLDEST, field: str = "day") -> dt.date:
    if day > today:
        raise Refusal("day_ahead", "Этот день ещё не наступил.", field=field)
    if today - day > oldest:
        raise Refusal("day_old", "Слишком давно: проверьте год.", field=field)
    return day
