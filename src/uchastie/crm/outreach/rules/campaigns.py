"""Campaigns: whom they are for, how long, by which channels; partners; the code of a link (A88, A91, A94, A102)."""

import base64
import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.outreach.rules.links import Channel
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import capital, uncapital

NAME_LIMIT, ABOUT_LIMIT = 150, 1000
LONGEST = dt.timedelta(days=366)
CAMPAIGN_CHANNELS = tuple(Channel)


class Way(StrEnum):
    ONLINE = "online"
    OFFLINE = "offline"
    BOTH = "both"


WAY_NAMES: dict[Way, str] = {Way.ONLINE: "В сети", Way.OFFLINE: "Вне сети", Way.BOTH: "В сети и вне сети"}

AGES: dict[str, str] = {
    "children": "Дети до 13 лет",
    "teens": "Подростки 14–17",
    "youth": "Молодёжь 18–35",
    "adults": "Взрослые 36–54",
    "elders": "Старшие 55+",
}
GROUPS: dict[str, str] = {
    "families": "Семьи с детьми",
    "large_families": "Многодетные семьи",
    "students": "Студенты",
    "workers": "Работающие",
    "pensioners": "Пенсионеры",
    "disabled": "Люди с инвалидностью",
    "veterans": "Участники СВО и их семьи",
    "newcomers": "Новые жители",
    "volunteers": "Волонтёры",
    "npo": "НКО и инициативные группы",
    "business": "Предприятия",
    "schools": "Школы и колледжи",
}


@dataclass(frozen=True, slots=True)
class CampaignValues:
    title: str
    way: Way
    starts_on: dt.date
    ends_on: dt.date
    ages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class PartnerValues:
    name: str
    since: dt.date
    ended_on: dt.date | None = None
    about: str = ""
    link: str = ""
    agreement: str = ""


def require_campaign(values: CampaignValues) -> None:
    if len(values.title) < 3:
        raise Refusal("title", "Назовите кампанию: «Найди своё дело».", field="title")
    if values.ends_on < values.starts_on:
        raise Refusal("ends_on", "Окончание раньше начала. Проверьте дни.", field="ends_on")
    if values.ends_on - values.starts_on > LONGEST:
        raise Refusal("ends_on", "Кампания длится больше года. Разделите её на части.", field="ends_on")
    if not (values.ages or values.groups):
        raise Refusal("ages", "Отметьте, для кого кампания: возраст или группу.", field="ages")


def require_partner(values: PartnerValues, today: dt.date) -> None:
    if len(values.name) < 3:
        raise Refusal("name", "Напишите название организации.", field="name")
    if values.since > today:
        raise Refusal("since", "Сотрудничество ещё не началось. Запишите, когда начнётся.", field="since")
    if values.ended_on and values.ended_on < values.since:
        raise Refusal("ended_on", "Окончание раньше начала. Проверьте дни.", field="ended_on")
    if values.ended_on and values.ended_on > today:
        raise Refusal("ended_on", "Этот день ещё не наступил. Срок соглашения пишут в заметке.", field="ended_on")


def told_audience(ages: list[str], groups: list[str]) -> str:
    """«Подростки 14–17, семьи с детьми»."""
    names = [*(AGES[one] for one in ages if one in AGES), *(GROUPS[one] for one in groups if one in GROUPS)]
    return capital(", ".join(uncapital(name) for name in names))


def new_code() -> str:
    """Of a link: ten letters and digits that cannot be confused when they are typed from paper."""
    return base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
