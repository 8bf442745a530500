"""Tables with the numbers of months, and with useful actions of people: their columns, and what is wrong with a row."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from uchastie.crm.people.rules import phone_e164, volunteer_id
from uchastie.crm.platform.rules.months import NUMBERS, MonthValues, parse_month, require_values
from uchastie.crm.platform.rules.people import ACTION_NAMES, Action, require_past
from uchastie.kernel.errors import Refusal

MOST_ROWS = 5000


class What(StrEnum):
    MONTHS = "months"
    USEFUL = "useful"


WHAT_NAMES = {What.MONTHS: "Числа месяца", What.USEFUL: "Полезные действия людей"}


class Verdict(StrEnum):
    FRESH = "fresh"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    title: str
    example: str
    required: bool = False
    other: tuple[str, ...] = ()


HEADINGS: dict[What, tuple[Heading, ...]] = {
    What.MONTHS: (
        Heading("centre", "Центр", "Добро.Центр «Уралмаш»", False, ("название центра", "добро центр", "организация")),
        Heading("slug", "Код центра", "", False, ("код", "адрес центра")),
        Heading("month", "Месяц", "10.2026", True, ("период", "отчётный месяц", "дата")),
        Heading("users", NUMBERS["users"], "340", False, ("пользователи", "количество пользователей")),
        Heading("hours", NUMBERS["hours"], "1250", False, ("часы", "количество волонтёрских часов")),
        Heading("signins", NUMBERS["signins"], "96", False, ("авторизации", "входы", "количество авторизаций")),
        Heading("useful", NUMBERS["useful"], "51", False, ("с полезными действиями", "полезные действия")),
    ),
    What.USEFUL: (
        Heading("person", "ID на Добро.рф или телефон", "96002534", True, ("id", "id волонтёра", "телефон", "кто")),
        Heading("kind", "Полезное действие", ACTION_NAMES[Action.STUDY], True, ("действие", "что сделано")),
        Heading("day", "День", "14.10.2026", True, ("дата", "когда")),
    ),
}


@dataclass(slots=True)
class Row:
    """`number` is that of the file, the head included."""

    number: int
    cells: dict[str, str]
    problems: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold().replace("ё", "е")).split())


def read_rows(what: What, table: Sequence[Sequence[str]]) -> list[Row]:
    """Rows under the first line that looks like the head; `Refusal` when columns are missing."""
    headings = HEADINGS[what]
    start, places = _head(headings, table)
    rows = []
    for number, cells in enumerate(table[start + 1 :], start=start + 2):
        if any(cell.strip() for cell in cells):
            found = {key: " ".join(cells[place].split()) if place < len(cells) else "" for key, place in places.items()}
            rows.append(Row(number, {one.key: found.get(one.key, "") for one in headings}))
    if not rows:
        raise Refusal("import_empty", "Под заголовками нет ни одной строки.", field="upload")
    if len(rows) > MOST_ROWS:
        raise Refusal("import_long", f"Не больше {MOST_ROWS} строк за раз. Разделите таблицу.", field="upload")
    return rows


def _head(headings: Sequence[Heading], table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    names = {plain(name): one.key for one in headings for name in (one.title, *one.other)}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in enumerate(table[:10]):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            key = names.get(plain(cell))
            if key and key not in places:
                places[key] = place
        if len(places) > len(best[1]):
            best = (number, places)
    missing = [one.title for one in headings if one.required and one.key not in best[1]]
    if missing:
        words = ", ".join(f"«{title}»" for title in missing)
        raise Refusal("import_head", f"В таблице нет столбцов: {words}. Возьмите образец.", field="upload")
    return best


def read_month_row(row: Row, today: dt.date) -> tuple[dt.date, MonthValues] | None:
    """None when a cell is wrong; what is wrong is in `row.problems`."""
    month: dt.date | None = None
    try:
        month = parse_month(row.cells["month"], today) if row.cells["month"] else None
        if month is None:
            row.problems.append("нет месяца")
    except Refusal as refusal:
        row.problems.append(refusal.message)
    numbers = {key: _read_number(row, key) for key in NUMBERS}
    values = MonthValues(**numbers)
    if not row.problems:
        try:
            require_values(values)
        except Refusal as refusal:
            row.problems.append(refusal.message)
    return None if row.problems or month is None else (month, values)


def _read_number(row: Row, key: str) -> int | None:
    """Whole numbers; «1 250» and «1250,0» are told as tables write them, half an hour is not rounded in silence."""
    text = re.sub(r"[\s\u00a0\u202f']", "", row.cells[key])
    if text in {"", "-", "—", "–"}:
        return None
    found = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", text)
    if found is None:
        row.problems.append(f"{NUMBERS[key]}: нужно целое число")
        return None
    return int(found[1])


@dataclass(frozen=True, slots=True)
class Deed:
    """`person`: what the cell may mean, an ID or a telephone, both as they are kept; ten digits may be either."""

    person: tuple[str, ...]
    kind: Action
    day: dt.date


def read_deed_row(row: Row, today: dt.date, oldest: dt.timedelta) -> Deed | None:
    person = _read_person(row)
    kind = _read_kind(row.cells["kind"])
    if kind is None:
        row.problems.append("действие не узнали: возьмите название из образца")
    day = _read_day(row.cells["day"])
    if day is None:
        row.problems.append("день не читается: например, 14.10.2026")
    else:
        try:
            require_past(day, today, oldest=oldest)
        except Refusal as refusal:
            row.problems.append(refusal.message)
    return None if row.problems or kind is None or day is None else Deed(person, kind, day)


def _read_person(row: Row) -> tuple[str, ...]:
    text, found = row.cells["person"], []
    for read in (volunteer_id, phone_e164):
        try:
            found.append(read(text))
        except Refusal:
            continue
    if not found:
        row.problems.append("нужен ID на Добро.рф (от 4 до 10 цифр) или телефон")
    return tuple(found)


def _read_kind(text: str) -> Action | None:
    typed = plain(text)
    found = [kind for kind, name in ACTION_NAMES.items() if typed and typed in {plain(name), str(kind)}]
    near = [kind for kind, name in ACTION_NAMES.items() if len(typed) >= 4 and plain(name).startswith(typed)]
    return found[0] if found else near[0] if len(near) == 1 else None


def _read_day(text: str) -> dt.date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%Y %H:%M"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
