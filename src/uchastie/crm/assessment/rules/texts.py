"""What a profile says in words: three sections (C3), two guiding questions (C23), and the content of the five dimensions
(C5, C6, C8, C9)."""

import re
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal

TEXT = 4000
NOTE = 600
TITLE = 200
PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Topic:
    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: str
    note: str
    topics: tuple[Topic, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "about",
        "Об организации",
        "три раздела профиля и два вопроса, с которых начинают",
        (
            Topic("experience", "Имеющийся опыт и инструменты", "Что уже делаете вместе с людьми и чем пользуетесь."),
            Topic("growth", "Точки роста", "Что хочется изменить в ближайший год."),
            Topic("needs", "Потребности", "Чего не хватает: знаний, времени, людей, денег."),
            Topic(
                "design", "Дизайн и содержание услуг", "Как устроена помощь: разовая или долгая, лично или в группе."
            ),
            Topic("values", "На каких принципах и ценностях основывается вовлечение?"),
            Topic("results", "Каких результатов мы ждём?"),
        ),
    ),
    Section(
        "principles",
        "Принципы",
        "заявление, которое принимает каждый",
        (Topic("statement", "Заявление о принципах", "Когда текст меняется, его принимают заново."),),
    ),
    Section(
        "purpose",
        "Предназначение",
        "цель, границы изменений и роль каждого",
        (
            Topic("aim", "Цель: зачем мы вовлекаем"),
            Topic("limits", "Границы: что изменить можно и что нельзя"),
            Topic("roles", "Роль каждого", "По одной в строке: кто — что делает."),
        ),
    ),
    Section(
        "process",
        "Процесс",
        "четыре части работы",
        (
            Topic("involving", "Деятельность по вовлечению"),
            Topic("communication", "Коммуникация"),
            Topic("preparation", "Поддержка и подготовка"),
            Topic("arrangements", "Организационные вопросы", "Время, дорога, доступность, возмещение."),
        ),
    ),
    Section(
        "impact",
        "Влияние",
        "на услуги, на благополучие, на самих участников",
        (
            Topic("services", "Что изменилось в услугах"),
            Topic("wellbeing_clients", "Благополучие людей, которым помогаем"),
            Topic("wellbeing_staff", "Благополучие специалистов"),
            Topic("personal", "Личностные изменения участников"),
        ),
    ),
)
BY_SECTION = {section.code: section for section in SECTIONS}
DISCUSSION, REVIEW = "discussion", "review"
TOPICS = (*(topic.code for section in SECTIONS for topic in section.topics), DISCUSSION, REVIEW)
_DASH = re.compile(r"\s+[—–-]\s+|:\s+")


def parse_roles(text: str) -> tuple[tuple[str, str], ...]:
    """«кто — что делает», a line each. C6: everybody has a role that is understood."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    pairs = [_DASH.split(line, maxsplit=1) for line in lines]
    for line, pair in zip(lines, pairs, strict=True):
        if len(pair) != 2 or not all(pair):
            message = f"В строке «{line[:60]}» нет тире: напишите, кто — что делает."
            raise Refusal("roles", message, field="roles")
    return tuple((who, task) for who, task in pairs)


def require_plan(texts: dict[str, str], points: int) -> None:
    """A plan stands on the statement of principles, the aim with its limits and roles, and a growth point at least."""
    missing = [label for code, label in _NEEDED.items() if not texts.get(code, "").strip()]
    if missing:
        raise Refusal("basis", f"Сначала запишите: {', '.join(missing)}. Это разделы «Принципы» и «Предназначение».")
    if not points:
        raise Refusal("points", "Добавьте хотя бы одну точку роста: что, кто отвечает и до какого дня.")


_NEEDED = {"statement": "заявление о принципах", "aim": "цель", "limits": "границы изменений", "roles": "роль каждого"}
