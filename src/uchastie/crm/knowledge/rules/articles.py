"""What an article of the knowledge base must hold, and when it is stale. Pure Python."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from uchastie.crm.knowledge.rules.handouts import is_web
from uchastie.kernel.errors import Refusal

TITLE_LENGTH = 200
BODY_LENGTH = 100_000  # letters; a book is not an article
TAG_LENGTH, MOST_TAGS = 40, 10
SHORT_LENGTH = 200  # «кому», «кто даёт»
NOTE_LENGTH = 300
WORD_LENGTH = 500
USUAL_CHECK = dt.timedelta(days=90)
CHECK_WITHIN = 366  # days: what nobody looks at for a year is not knowledge


class Kind(StrEnum):
    ARTICLE = "article"
    SCRIPT = "script"
    MEASURE = "measure"
    CONTEST = "contest"


KIND_NAMES: dict[str, str] = {
    Kind.ARTICLE: "статья",
    Kind.SCRIPT: "скрипт",
    Kind.MEASURE: "мера поддержки",
    Kind.CONTEST: "конкурс",
}
KIND_ICONS: dict[str, str] = {
    Kind.ARTICLE: "book-open",
    Kind.SCRIPT: "message-square-text",
    Kind.MEASURE: "hand-heart",
    Kind.CONTEST: "calendar-check",
}
CARDS = frozenset({Kind.MEASURE, Kind.CONTEST})  # those that say who, what, until when, where


class Chapter(StrEnum):
    """The seven chapters of the method (C22), in its order."""

    WHAT = "what"
    PRINCIPLES = "principles"
    ROLES = "roles"
    BARRIERS = "barriers"
    ADVICE = "advice"
    CASES = "cases"
    MATERIALS = "materials"


CHAPTER_NAMES: dict[str, str] = {
    Chapter.WHAT: "Что это такое",
    Chapter.PRINCIPLES: "Принципы, цели и ожидаемое влияние",
    Chapter.ROLES: "Роли и форматы",
    Chapter.BARRIERS: "Барьеры и риски",
    Chapter.ADVICE: "Рекомендации",
    Chapter.CASES: "Кейсы",
    Chapter.MATERIALS: "Полезные материалы",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor typed. `note` says to colleagues what has changed."""

    kind: str
    title: str
    body: str
    check_on: dt.date | None
    owner_id: UUID | None
    chapter: str = ""
    tags: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    audience: str = ""
    giver: str = ""
    until: dt.date | None = None
    link: str = ""
    note: str = field(default="")


def clean(draft: Draft) -> Draft:
    """Without needless spaces; an article and a script carry nothing of a card."""
    card = draft.kind in CARDS
    return replace(
        draft,
        title=" ".join(draft.title.split()),
        body=_plain_lines(draft.body),
        tags=clean_tags(draft.tags),
        audience=" ".join(draft.audience.split()) if card else "",
        giver=" ".join(draft.giver.split()) if card else "",
        until=draft.until if card else None,
        link=draft.link.strip() if card else "",
        note=" ".join(draft.note.split()),
    )


def _plain_lines(text: str) -> str:
    """One kind of line break, no control signs: two versions then differ by words only."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in unified if sign in "\n\t" or sign.isprintable())
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Small letters, each once, in the order typed."""
    return tuple(dict.fromkeys(word for tag in tags if (word := " ".join(tag.casefold().split()))))


def split_tags(typed: str) -> tuple[str, ...]:
    return clean_tags(tuple(re.split(r"[,;\n]", typed)))


def require_article(draft: Draft, today: dt.date) -> Draft:
    """The clean draft, or what is missing in it."""
    tidy = clean(draft)
    _require_text(tidy)
    _require_tags(tidy.tags)
    if tidy.chapter and tidy.chapter not in set(Chapter):
        raise Refusal("chapter", "Выберите главу из списка.", field="chapter")
    if tidy.kind in CARDS:
        _require_card(tidy, today)
    require_check_day(tidy.check_on, today)
    if tidy.owner_id is None:
        raise Refusal("owner", "Выберите, кто отвечает за статью: он проверит её в срок.", field="owner")
    return tidy


def _require_text(draft: Draft) -> None:
    if draft.kind not in set(Kind):
        raise Refusal("kind", "Выберите, что это: статья, скрипт, мера поддержки или конкурс.", field="kind")
    if not draft.title:
        raise Refusal("title", "Назовите статью так, как её будут искать.", field="title")
    if len(draft.title) > TITLE_LENGTH:
        raise Refusal("title", f"Название длиннее {TITLE_LENGTH} знаков. Сократите его.", field="title")
    if not draft.body.strip():
        raise Refusal("body", "Напишите текст: хотя бы несколько строк.", field="body")
    if len(draft.body) > BODY_LENGTH:
        more = len(draft.body) - BODY_LENGTH
        raise Refusal("body", f"Текст слишком большой, лишних знаков: {more}. Разделите его на части.", field="body")


def _require_tags(tags: tuple[str, ...]) -> None:
    if len(tags) > MOST_TAGS:
        raise Refusal("tags", f"Меток больше {MOST_TAGS}. Оставьте главные.", field="tags")
    if any(len(tag) > TAG_LENGTH for tag in tags):
        raise Refusal("tags", f"Метка длиннее {TAG_LENGTH} знаков. Разделите метки запятыми.", field="tags")


def _require_card(draft: Draft, today: dt.date) -> None:
    if not draft.audience:
        raise Refusal("audience", "Напишите, кому это подходит.", field="audience")
    if draft.kind == Kind.CONTEST and draft.until is None:
        raise Refusal("until", "У конкурса есть последний день приёма заявок. Укажите его.", field="until")
    if draft.until and abs((draft.until - today).days) > 3660:
        raise Refusal("until", "Проверьте год: такой день слишком далеко.", field="until")
    if draft.link and not is_web(draft.link):
        raise Refusal("link", "Ссылка начинается с https:// и ведёт на сайт. Проверьте её.", field="link")


def require_check_day(day: dt.date | None, today: dt.date) -> dt.date:
    """The next check is required, and not further than a year away."""
    if day is None:
        raise Refusal("check_on", "Укажите, когда проверить статью в следующий раз.", field="check_on")
    if day <= today:
        raise Refusal("check_on", "Следующая проверка — день после сегодняшнего.", field="check_on")
    if (day - today).days > CHECK_WITHIN:
        raise Refusal("check_on", "Проверять нужно хотя бы раз в год. Назовите день ближе.", field="check_on")
    return day


def is_stale(check_on: dt.date, today: dt.date) -> bool:
    """The day of the check itself is still in time."""
    return check_on < today


def is_over(until: dt.date | None, today: dt.date) -> bool:
    """The last day of a contest still counts."""
    return until is not None and until < today


def require_word(word: str) -> str:
    tidy = " ".join(word.split())
    if len(tidy) > WORD_LENGTH:
        raise Refusal("word", f"Не больше {WORD_LENGTH} знаков.", field="word")
    return tidy
