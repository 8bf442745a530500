"""What a person and a centre say to each other about one request."""

from collections.abc import Mapping
from enum import StrEnum

from uchastie.crm.people.rules import WAY_NAMES, Way
from uchastie.ui import text


class RemarkKind(StrEnum):
    QUESTION = "question"  # by the person
    ANSWER = "answer"  # by the centre
    CHANGE = "change"  # the person has changed the request: before and after
    RETURN = "return"  # the person has asked for it back, with the reason
    ANOTHER = "another"  # the person asks for another employee: for the head alone (A13)


KIND_NAMES: dict[RemarkKind, str] = {
    RemarkKind.QUESTION: "Вопрос",
    RemarkKind.ANSWER: "Ответ",
    RemarkKind.CHANGE: "Заявку изменили",
    RemarkKind.RETURN: "Вернули в работу",
    RemarkKind.ANOTHER: "Просьба о другом сотруднике",
}

ONE_WAY = frozenset({RemarkKind.ANOTHER})  # seen by the head and by the author, never by the employee it is about

WISH_NAMES: dict[str, str] = {
    "need": "Что нужно",
    "way": "Как связаться",
    "time": "Когда удобно",
    "phone": "Телефон",
    "email": "Почта",
}


def describe(change: Mapping[str, str]) -> tuple[str, str, str]:
    """{"field", "before", "after"} of a kept difference → its name and both values in words."""
    name = change["field"]
    return WISH_NAMES[name], _said(name, change["before"]), _said(name, change["after"])


def _said(name: str, value: str) -> str:
    if not value:
        return "не указано"
    if name == "way":
        return WAY_NAMES[Way(value)]
    return text.phone(value) if name == "phone" else value
