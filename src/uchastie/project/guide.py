"""«Справка»: the guide of docs/guide, shown in the product. Markdown without HTML; pictures only from its own folder."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from uchastie.crm.network.rules import make_slug
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.search import make_text
from uchastie.kernel.searching import Hit
from uchastie.kernel.web import Request, page

FOLDER = Path(settings.ROOT) / "docs" / "guide"
CHAPTERS = (
    "employee",
    "head",
    "coordinator",
    "federal",
    "administrator",
    "stories",
    "involvement",
    "family",
    "guardian",
    "participant",
    "neighbours",
)
OPEN = frozenset({"family", "guardian", "participant", "neighbours"})  # for those who have no account
PICTURE = re.compile(r"[a-z0-9-]+\.png")
MOST = 8

# Where «Справка» leads from a page: the name of its address, or the beginning of it → chapter and heading.
PLACES: dict[str, tuple[str, str]] = {
    "events:door": ("employee", "Вход на событие"),
    "events:marks": ("employee", "Вход на событие"),
    "events:scan": ("employee", "Вход на событие"),
    "events:": ("employee", "События"),
    "desk:queue": ("employee", "Очередь дня"),
    "desk:found": ("employee", "Очередь дня"),
    "desk:filters": ("employee", "Отбор заявок"),
    "desk:saved_filters": ("employee", "Отбор заявок"),
    "desk:day": ("employee", "Список на день"),
    "desk:add": ("employee", "Добавить заявку"),
    "desk:request": ("employee", "Заявка по шагам"),
    "desk:delivery": ("employee", "Оказать сервис"),
    "desk:passing": ("employee", "Передать заявку"),
    "desk:handover": ("employee", "Передать заявку"),
    "desk:transfer": ("employee", "Передать заявку"),
    "desk:sent": ("employee", "Передать заявку"),
    "desk:team": ("head", "Отпуск и увольнение"),
    "desk:": ("employee", "Добавить заявку"),
    "search": ("employee", "Поиск и клавиши"),
    "people:": ("employee", "Карточка человека"),
    "appointments:": ("employee", "Встречи"),
    "visits:": ("employee", "Посещения"),
    "notifications:": ("employee", "Сообщения"),
    "outreach:partner": ("head", "Информирование"),
    "outreach:site": ("head", "Информирование"),
    "outreach:": ("employee", "Информирование"),
    "feedback:": ("head", "Низкие оценки"),
    "insight:norm": ("federal", "Нормы страны"),
    "insight:proofs": ("federal", "Сверка чисел"),
    "insight:": ("head", "Показатели"),
    "reports:": ("head", "Отчёты"),
    "platform:questions": ("employee", "Вопросы о платформе"),
    "platform:useful": ("employee", "Вопросы о платформе"),
    "platform:": ("head", "Платформа и Взаимно"),
    "licensing:premises": ("head", "Готовность центра"),
    "licensing:here": ("head", "Готовность центра"),
    "licensing:place": ("head", "Готовность центра"),
    "licensing:": ("head", "Договор и набор"),
    "catalogue:": ("head", "Сервисы центра"),
    "knowledge:": ("employee", "База знаний"),
    "training:own": ("employee", "Моё обучение"),
    "training:": ("head", "Обучение сотрудников"),
    "network:": ("head", "Сотрудники"),
    "stories:": ("stories", "Федеральный штаб проверяет"),
    "oversight:today": ("coordinator", "Опека сегодня"),
    "oversight:stage": ("coordinator", "Несколько семей сразу"),
    "oversight:chosen": ("coordinator", "Несколько семей сразу"),
    "oversight:": ("coordinator", "Отчёты"),
    "families:": ("coordinator", "Отбор заявок"),
    "guardians:": ("coordinator", "Опекуны"),
    "matching:": ("coordinator", "Соединение и 72 часа"),
    "guardianship:": ("coordinator", "Соединение и 72 часа"),
    "agreements:": ("coordinator", "Соглашения"),
    "followup:": ("coordinator", "Созвоны"),
    "councils:meeting": ("involvement", "Встреча совета"),
    "councils:decision": ("involvement", "Встреча совета"),
    "councils:evaluation": ("involvement", "Встреча совета"),
    "councils:own": ("participant", "Если вас позвали в совет"),
    "councils:": ("involvement", "Советы"),
    "surveys:start": ("participant", "Если вас спрашивают"),
    "surveys:": ("involvement", "Опросы"),
    "assessment:": ("involvement", "Профиль вовлечения"),
    "practices:": ("involvement", "Практики"),
    "setup:": ("administrator", "Настройка"),
    "accounts": ("administrator", "Вход и безопасность"),
    "mfa_": ("administrator", "Вход и безопасность"),
}


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    anchor: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chapter:
    code: str
    title: str
    body: Markup
    sections: tuple[Section, ...]


@cache
def chapters() -> dict[str, Chapter]:
    """Read once: the guide comes with the product and changes with it."""
    return {code: _read(code) for code in CHAPTERS}


def _read(code: str) -> Chapter:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((FOLDER / f"{code}.md").read_text("utf-8"))
    title, sections = "", []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[place + 1].content
            if token.tag == "h1":
                title = text
            elif token.tag == "h2":
                token.attrSet("id", make_slug(text))
                words = make_text(*_texts(tokens[place + 1 :])).split()
                sections.append(Section(text, make_slug(text), frozenset(words)))
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", f"/help/images/{Path(str(child.attrs['src'])).name}")
                child.attrSet("loading", "lazy")
    body = markdown.renderer.render(_without_title(tokens), markdown.options, {})
    return Chapter(code, title, Markup(body), tuple(sections))  # noqa: S704 - made of our own file, HTML switched off


def _texts(tokens: list[Token]) -> list[str]:
    """The words from here to the next heading of the second level."""
    found = []
    for place, token in enumerate(tokens):
        if place and token.type == "heading_open" and token.tag == "h2":
            break
        if token.type == "inline":
            found.append(token.content)
    return found


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page has its own h1."""
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def find_sections(text: str) -> list[tuple[Chapter, Section]]:
    wanted = [frozenset(make_text(word).split()) for word in text.split()]
    found = []
    for chapter in chapters().values():
        found += [(chapter, section) for section in chapter.sections if all(_has(section, word) for word in wanted)]
    return found[:MOST] if wanted else []


def _has(section: Section, word: frozenset[str]) -> bool:
    return bool(word & section.words) or any(own.startswith(tuple(word)) for own in section.words)


def find_help(actor: Actor, unit: object, text: str) -> list[Hit]:
    return [
        Hit(section.title, f"{reverse('help_chapter', args=[chapter.code])}#{section.anchor}", "circle-help", "справка")
        for chapter, section in find_sections(text)[:3]
    ]


@cache
def address_for(view_name: str) -> str:
    """The place of the guide that explains this page; its beginning for a page that nobody has explained."""
    for length in range(len(view_name), 0, -1):
        if place := PLACES.get(view_name[:length]):
            return f"{reverse('help_chapter', args=[place[0]])}#{make_slug(place[1])}"
    return reverse("help")


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """All chapters; what is looked for is sent by POST, as everywhere."""
    text = request.POST.get("q", "").strip()[:100]
    context: dict[str, Any] = {"chapters": list(chapters().values()), "text": text, "found": find_sections(text)}
    return render(request, "ui/help.html", context)


@page()
@require_safe
def chapter(request: Request, code: str) -> HttpResponse:
    if code not in chapters():
        raise NotSeen
    return render(request, "ui/help_chapter.html", {"chapter": chapters()[code]})


@page.public
@require_safe
def open_chapter(request: Request, code: str) -> HttpResponse:
    if code not in OPEN:
        raise NotSeen
    return render(request, "ui/help_open.html", {"chapter": chapters()[code]})


@page()
@require_safe
def picture(request: Request, name: str) -> HttpResponseBase:
    path = FOLDER / "images" / name
    if not PICTURE.fullmatch(name) or not path.is_file():
        raise NotSeen
    return FileResponse(path.open("rb"), content_type="image/png")
