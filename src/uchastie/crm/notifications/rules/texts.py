"""Texts with placeholders: «Заявка {номер} принята». No program runs in them: a name in braces is replaced, that is all.

A line whose placeholder has nothing to say is left out whole, so «Телефон центра: {телефон центра}» needs no "if"."""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal

BODY_LIMIT, SUBJECT_LIMIT, SMS_LIMIT = 4000, 150, 480
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_LINK = re.compile(r"/(s|n|p|e)/[^\s/]+")

# What stands in the preview of a template. People and numbers are invented.
EXAMPLES: dict[str, str] = {
    "что делать": "готов",
    "период": "октябрь 2026 года",
    "статья": "Первый разговор с волонтёром",
    "обращение": "Вера Павловна",
    "номер": "ДЦ-66-2026-000424",
    "сервис": "Консультации и поддержка",
    "центр": "Добро.Центр «Уралмаш»",
    "телефон центра": "+7 343 300-00-00",
    "ссылка": "https://uchastie.example/s/AbCd1234/",
    "срок": "до вт, 24 ноября",
    "причина": "Вы попросили закрыть заявку",
    "когда": "пт, 27 ноября, 11:00",
    "было": "чт, 26 ноября, 15:00",
    "место": "Екатеринбург, ул. Победы, 5",
    "событие": "Первая помощь: учимся руками",
    "заметка": "Возьмите паспорт",
    "список": "ДЦ-66-2026-000424\nДЦ-66-2026-000431",
    "сколько": "2 заявки",
    "оценка": "2 из 5",
    "ответ": "Спасибо, что написали. Мы поговорили с сотрудником и перезвоним вам завтра.",
    "кто": "Анна Ковалёва",
    "что сделать": "Позвонить семье и договориться о встрече",
    "чему": "— Стандарты обслуживания\n— Консультирование",
    "к какому дню": "23 декабря 2026",
    "что": "Добро.Центр «Уралмаш»",
    "решение": "Набор сервисов утверждён, версия 2",
    "о чём": "Заявка ДЦ-66-2026-000424 принята",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One template: the subject of the letter, the text of letter and page, the short text of an SMS (may be none)."""

    subject: str
    body: str
    sms: str = ""


@dataclass(frozen=True, slots=True)
class SmsSize:
    signs: int
    parts: int


def places_of(text: str) -> list[str]:
    return _PLACE.findall(text)


def render(text: str, values: Mapping[str, str]) -> str:
    """An unknown placeholder is a fault of ours and fails; an empty value takes its line with it."""
    lines = [_line(line, values) for line in text.strip().split("\n")]
    kept = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """One line that is never left out: a subject, an SMS."""
    return " ".join(_PLACE.sub(lambda match: values[match[1]], text).split())


def _line(line: str, values: Mapping[str, str]) -> str | None:
    if any(not values[name] for name in places_of(line)):
        return None
    return _PLACE.sub(lambda match: values[match[1]], line)


def require_text(text: Text, allowed: Collection[str], *, with_sms: bool) -> Text:
    """A template as the federal team has typed it: nothing empty, nothing too long, no unknown placeholder."""
    _require_part(text.subject, "subject", allowed, SUBJECT_LIMIT)
    _require_part(text.body, "body", allowed, BODY_LIMIT)
    if "\n" in text.subject.strip():
        raise Refusal("subject", "Тема письма пишется в одну строку.", field="subject")
    if with_sms:
        _require_part(text.sms, "sms", allowed, SMS_LIMIT)
    return text


def _require_part(text: str, field: str, allowed: Collection[str], limit: int) -> None:
    if not text.strip():
        raise Refusal("empty", "Напишите текст: пустым он не уйдёт.", field=field)
    if len(text) > limit:
        raise Refusal("long", f"Слишком длинно: {len(text)} знаков, можно до {limit}.", field=field)
    known = ", ".join("{" + name + "}" for name in allowed)
    for name in places_of(text):
        if name not in allowed:
            raise Refusal("placeholder", f"Нет такой подстановки: {{{name}}}. Можно: {known}.", field=field)
    if "{" in _PLACE.sub("", text) or "}" in _PLACE.sub("", text):
        raise Refusal("brace", f"Фигурная скобка без пары. Подстановки пишутся так: {known}.", field=field)


_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


def sms_size(text: str) -> SmsSize:
    """How many messages will be charged: 70 signs in one with Russian letters, 67 in each of several; Latin 160 and 153."""
    latin = all(sign in _GSM for sign in text)
    signs = len(text) if latin else len(text.encode("utf-16-le")) // 2
    one, many = (160, 153) if latin else (70, 67)
    return SmsSize(signs, 1 if signs <= one else math.ceil(signs / many))


def hide_links(text: str) -> str:
    """A signed link opens the person's own page to whoever holds it: the log does not show it to staff."""
    return _LINK.sub(r"/\1/…", text)
