"""The table of participants: its columns, and what is wrong with a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from uchastie.crm.events.rules.event import MOST_AT_ONCE
from uchastie.crm.events.rules.people import Guest
from uchastie.crm.people.rules import email_address, phone_e164, require_name
from uchastie.kernel.errors import Refusal

MOST_ROWS = 2000


class Verdict(StrEnum):
    FRESH = "fresh"
    KNOWN = "known"  # registered (or marked) already, or stood in a row above
    WRONG = "wrong"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    title: str
    example: str
    required: bool = False
    other: tuple[str, ...] = ()


HEADINGS: tuple[Heading, ...] = (
    Heading("name", "Имя", "Рябова Нина Ивановна", True, ("фио", "участник", "фамилия имя отчество", "кто")),
    Heading("phone", "Телефон", "+7 912 555-01-01", True, ("номер телефона", "мобильный", "контакт")),
    Heading("email", "Почта", "nina@пример.рф", False, ("эл почта", "адрес почты", "email", "e mail")),
    Heading("people", "Сколько человек", "1", False, ("человек", "количество", "сколько")),
)


@dataclass(slots=True)
class Row:
    """`number` is that of the file, the head included."""

    number: int
    cells: dict[str, str]
    problems: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold().replace("ё", "е")).split())


def read_rows(table: Sequence[Sequence[str]]) -> list[Row]:
    """Rows under the first line that looks like the head; `Refusal` when columns are missing."""
    start, places = _head(table)
    example = [one.example for one in HEADINGS]
    rows = []
    for number, cells in enumerate(table[start + 1 :], start=start + 2):
        if any(cell.strip() for cell in cells) and list(cells) != example:
            found = {key: " ".join(cells[place].split()) if place < len(cells) else "" for key, place in places.items()}
            rows.append(Row(number, {one.key: found.get(one.key, "") for one in HEADINGS}))
    if not rows:
        raise Refusal("import_empty", "Под заголовками нет ни одной строки.", field="upload")
    if len(rows) > MOST_ROWS:
        raise Refusal("import_long", f"Не больше {MOST_ROWS} строк за раз. Разделите таблицу.", field="upload")
    return rows


def _head(table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    names = {plain(name): one.key for one in HEADINGS for name in (one.title, *one.other)}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in enumerate(table[:10]):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            key = names.get(plain(cell))
            if key and key not in places:
                places[key] = place
        if len(places) > len(best[1]):
            best = (number, places)
    missing = [one.title for one in HEADINGS if one.required and one.key not in best[1]]
    if missing:
        words = ", ".join(f"«{title}»" for title in missing)
        raise Refusal("import_head", f"В таблице нет столбцов: {words}. Возьмите образец.", field="upload")
    return best


def read_guest(row: Row) -> Guest | None:
    """None when a cell is wrong; what is wrong is in `row.problems`."""
    cells = row.cells
    name, phone, email, people = cells["name"], "", "", 1
    try:
        name = require_name(name)
    except Refusal as refusal:
        row.problems.append(f"Имя: {refusal.message}")
    try:
        phone = phone_e164(cells["phone"]) if cells["phone"] else ""
    except Refusal as refusal:
        row.problems.append(f"Телефон: {refusal.message}")
    try:
        email = email_address(cells["email"]) if cells["email"] else ""
    except Refusal as refusal:
        row.problems.append(f"Почта: {refusal.message}")
    if cells["people"]:
        people = int(cells["people"]) if re.fullmatch(r"\d{1,2}", cells["people"]) else 0
        if not 1 <= people <= MOST_AT_ONCE:
            row.problems.append(f"Сколько человек: число от 1 до {MOST_AT_ONCE}")
    if not (cells["phone"] or cells["email"]):
        row.problems.append("нет ни телефона, ни почты: таких людей отметьте числом без имени")
    return None if row.problems else Guest(name, phone, email, people)
