"""The table of the hot line (ОНФ.Помощь): its columns, how a row becomes a family, what is wrong with it (B27)."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from uchastie.crm.families.rules.intake import FamilyInput, clean, parse_members
from uchastie.crm.families.rules.needs import NeedValues
from uchastie.crm.people.rules import phone_e164, require_name
from uchastie.kernel.errors import Refusal

MOST_ROWS = 2000


class Verdict(StrEnum):
    FRESH = "fresh"
    KNOWN = "known"  # is here already, or stood in a row above: left alone
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
    Heading("external_id", "Номер в ОНФ.Помощь", "ОНФ-2026-104512", True, ("номер", "номер заявки", "id")),
    Heading("name", "Кто обратился", "Рябинина Ольга Петровна", True, ("фио", "заявитель", "имя")),
    Heading("phone", "Телефон", "+7 912 555-01-01", True, ("телефон заявителя",)),
    Heading("email", "Почта", "olga@пример.рф", False, ("эл. почта", "адрес почты")),
    Heading("town", "Населённый пункт", "Екатеринбург", True, ("город",)),
    Heading("district", "Район", "Чкаловский"),
    Heading("address", "Адрес", "ул. Белинского, 5, кв. 7"),
    Heading("members", "Состав семьи", "Миша, сын, 2017; бабушка, 1950", False, ("семья",)),
    Heading("categories", "Виды помощи", "Ремонт; Психологическая поддержка", False, ("категории", "вид помощи")),
    Heading("story", "Что нужно", "Некому водить сына на кружки", False, ("суть обращения", "описание", "обращение")),
    Heading("received_on", "Дата обращения", "20.11.2026", False, ("дата", "дата заявки")),
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
            found = {key: clean(cells[place]) if place < len(cells) else "" for key, place in places.items()}
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


def read_family(row: Row, categories: Mapping[str, str], today: dt.date, zone: dt.tzinfo) -> FamilyInput | None:
    """`categories`: plain name → code. None when a cell is wrong; what is wrong is in `row.problems`."""
    cells = row.cells
    for one in HEADINGS:
        if one.required and not cells[one.key]:
            row.problems.append(f"{one.title}: не заполнено")
    phone = _take(row, "phone", phone_e164, "")
    _take(row, "name", require_name, "")
    members = _take(row, "members", parse_members, ())
    received = _take(row, "received_on", lambda text: read_day(text, today), None)
    needs = _needs(row, categories)
    if row.problems:
        return None
    at = dt.datetime.combine(received, dt.time(12), tzinfo=zone).astimezone(dt.UTC) if received else None
    return FamilyInput(
        name=cells["name"],
        phone=phone,
        email=cells["email"],
        town=cells["town"],
        district=cells["district"],
        address=cells["address"],
        story=cells["story"],
        external_id=cells["external_id"],
        received_at=at,
        members=members,
        needs=needs,
    )


def _take(row: Row, key: str, read: Any, default: Any) -> Any:
    if not row.cells[key]:
        return default
    try:
        return read(row.cells[key])
    except Refusal as refusal:
        title = next(one.title for one in HEADINGS if one.key == key)
        row.problems.append(f"{title}: {refusal.message}")
        return default


def _needs(row: Row, categories: Mapping[str, str]) -> tuple[NeedValues, ...]:
    found = []
    for word in re.split(r"[;,\n]", row.cells["categories"]):
        name = clean(word)
        code = categories.get(plain(name))
        if code:
            found.append(NeedValues(code, name))
        elif name:
            row.problems.append(f"Виды помощи: нет такого вида — «{name}»")
    return tuple(found)


def read_day(text: str, today: dt.date) -> dt.date:
    """«20.11.2026», «2026-11-20», with or without an hour after it; not later than today."""
    for pattern in (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"):
        found = re.match(pattern + r"(\D|$)", text)
        if found:
            try:
                day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
            if day > today:
                raise Refusal("day", "этот день ещё не наступил", field="received_on")
            return day
    raise Refusal("day", "дата пишется так: 20.11.2026", field="received_on")
