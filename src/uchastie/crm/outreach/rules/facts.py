"""A fact of informing: what it is, where it was told, by whose word (A56, A86, A92-A97, A103)."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from uchastie.crm.outreach.rules.links import Channel, Form, Kind, Known, Link, read_link, recognise
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import capital
from uchastie.ui.text import day as told_day

TITLE_LIMIT, NOTE_LIMIT, LINK_LIMIT, REASON_LIMIT = 200, 500, 500, 300
OLDEST = dt.timedelta(days=731)

KIND_NAMES: dict[Kind, str] = {
    Kind.POST: "Запись",
    Kind.REPOST: "Репост Ассоциации",
    Kind.MATERIAL: "Материал",
    Kind.UPDATE: "Обновление страницы",
    Kind.MEDIA: "СМИ и молва",
}
KIND_ICONS: dict[Kind, str] = {
    Kind.POST: "message-square-text",
    Kind.REPOST: "refresh-cw",
    Kind.MATERIAL: "book-open",
    Kind.UPDATE: "globe",
    Kind.MEDIA: "megaphone",
}
CHANNEL_NAMES: dict[Channel, str] = {
    Channel.VK: "ВКонтакте",
    Channel.OK: "Одноклассники",
    Channel.TELEGRAM: "Телеграм",
    Channel.MAX: "МАКС",
    Channel.RUTUBE: "Рутуб",
    Channel.DZEN: "Дзен",
    Channel.DOBRO: "Добро.рф",
    Channel.SITE: "Сайт",
    Channel.RADIO: "Радио",
    Channel.TV: "Телевидение",
    Channel.PRESS: "Газета, журнал",
    Channel.WORD: "Сарафанное радио",
    Channel.PRINT: "Плакат, листовка",
    Channel.OTHER: "Другое",
}
MEDIA_CHANNELS = (Channel.RADIO, Channel.TV, Channel.PRESS, Channel.WORD, Channel.PRINT, Channel.OTHER)
FORM_NAMES: dict[Form, str] = {Form.ARTICLE: "Статья", Form.VIDEO: "Видео"}


class Source(StrEnum):
    """Whose projects and events are told of (A86)."""

    ASSOCIATION = "association"
    NETWORK = "network"
    PARTNERS = "partners"
    OTHERS = "others"


SOURCE_NAMES: dict[Source, str] = {
    Source.ASSOCIATION: "Ассоциация Добро.рф",
    Source.NETWORK: "Сеть Добро.Центров",
    Source.PARTNERS: "Партнёры франшизы",
    Source.OTHERS: "Другие организаторы",
}


@dataclass(frozen=True, slots=True)
class FactInput:
    """What is typed. Everything may be left out but the link, or what stands for it."""

    link: str = ""
    title: str = ""
    day: dt.date | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    form: Form | None = None
    source: Source | None = None
    topic: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactValues:
    """What is kept; `digest` is the same for the same fact, however it was typed."""

    kind: Kind
    channel: Channel
    day: dt.date
    title: str
    link: str = ""
    host: str = ""
    form: str = ""
    source: str = ""
    note: str = ""
    digest: str = ""


def require_day(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise Refusal("future", "Этот день ещё не наступил. Запишите, когда расскажете.", field="day")
    if today - day > OLDEST:
        raise Refusal("old", "С этого дня прошло больше двух лет. Проверьте год.", field="day")
    return day


def complete(given: FactInput, *, today: dt.date, learnt: Known | None = None) -> FactValues:
    """What was left out is found: the kind and the channel by the host, the day is today, the title by both. `learnt` is
    how the centre called an address of this host the last time."""
    link = read_link(given.link) if given.link else None
    known = (recognise(link) or learnt) if link else None
    kind = given.kind or (known.kind if known else None)
    if kind is None:
        raise _unknown(link)
    channel = _channel(kind, given, link, known)
    title, day = " ".join(given.title.split()), require_day(given.day or today, today)
    _require_words(kind, link, title)
    form = given.form or (known.form if known else None) or Form.ARTICLE
    values = FactValues(
        kind=kind,
        channel=channel,
        day=day,
        title=title or default_title(kind, channel),
        link=link.shown if link else "",
        host=link.host if link else "",
        form=form if kind is Kind.MATERIAL else "",
        source=given.source or "",
        note=given.note,
    )
    return replace(values, digest=digest_of(values, link, title))


def _unknown(link: Link | None) -> Refusal:
    if link is None:
        return Refusal("link", "Вставьте ссылку. Ссылки нет — отметьте, что это, и напишите название.", field="link")
    message = f"Адрес {link.host} видим впервые: отметьте, что это. В следующий раз узнаем сами."
    return Refusal("kind", message, field="kind")


def _channel(kind: Kind, given: FactInput, link: Link | None, known: Known | None) -> Channel:
    if given.channel:
        return given.channel
    if known:
        return known.channel
    if kind is Kind.MEDIA:
        raise Refusal("channel", "Отметьте, где рассказали: радио, телевидение, газета, люди.", field="channel")
    return Channel.SITE if link or kind is Kind.UPDATE else Channel.OTHER


def _require_words(kind: Kind, link: Link | None, title: str) -> None:
    if link is None and kind in {Kind.POST, Kind.REPOST}:
        raise Refusal("link", "Вставьте ссылку: запись без ссылки не проверить.", field="link")
    if link is None and len(title) < 3:
        raise Refusal("title", "Без ссылки нужно название: о чём рассказали.", field="title")


def default_title(kind: Kind, channel: Channel) -> str:
    return f"{KIND_NAMES[kind]}: {CHANNEL_NAMES[channel]}"


def digest_of(values: FactValues, link: Link | None, title: str) -> str:
    """A page is updated again and again under one address, so its day counts too; what has no address is known by its
    day and its words."""
    parts = [link.key] if link else [values.channel, title.casefold().replace("ё", "е")]
    if link is None or values.kind is Kind.UPDATE:
        parts += [values.kind, values.day.isoformat()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def told_known(title: str, day: dt.date, today: dt.date, who: str) -> Refusal:
    """The same fact is in the ledger already."""
    by = f", записал {who}" if who else ""
    message = f"Уже есть в журнале: «{title}», {told_day(day, today)}{by}. Второй раз не записали."
    return Refusal("known", capital(message), field="link")


def require_reason(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) < 5:
        raise Refusal("reason", "Напишите причину в нескольких словах: её прочтут коллеги.", field="reason")
    return clean[:REASON_LIMIT]
