"""A table of links: its columns, and what a row of it says."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from uchastie.crm.outreach.rules.facts import CHANNEL_NAMES, KIND_NAMES, FactInput
from uchastie.kernel.errors import Refusal

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    title: str
    example: str
    other: tuple[str, ...] = ()


HEADINGS: tuple[Heading, ...] = (
    Heading("link", "Ссылка", "https://vk.com/wall-1_2", ("адрес", "url", "пост", "запись")),
    Heading("title", "Название", "Чему учат на курсе первой помощи", ("заголовок", "тема", "о чём")),
    Heading("day", "День", "12.11.2026", ("дата", "когда", "дата публикации")),
    Heading("kind", "Что это", "Запись", ("вид", "тип")),
    Heading("channel", "Где", "ВКонтакте", ("канал", "площадка")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is that of the file, the head included."""

    number: int
    cells: dict[str, str]


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold().replace("ё", "е")).split())


def read_rows(table: Sequence[Sequence[str]]) -> list[Row]:
    """Rows under the first line with «Ссылка»; a table without a head is a list of links in its first column."""
    start, places = _head(table)
    rows = []
    for number, cells in enumerate(table[start:], start=start + 1):
        found = {key: " ".join(cells[place].split()) for key, place in places.items() if place < len(cells)}
        if any(found.values()):
            rows.append(Row(number, {one.key: found.get(one.key, "") for one in HEADINGS}))
    if not rows:
        raise Refusal("import_empty", "В таблице нет ни одной ссылки.", field="upload")
    if len(rows) > MOST_ROWS:
        raise Refusal("import_long", f"Не больше {MOST_ROWS} строк за раз. Разделите таблицу.", field="upload")
    return rows


def _head(table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    names = {plain(name): one.key for one in HEADINGS for name in (one.title, *one.other)}
    for number, cells in enumerate(table[:10]):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            key = names.get(plain(cell))
            if key and key not in places:
                places[key] = place
        if "link" in places:
            return number + 1, places
    if any("." in cells[0] for cells in table[:3] if cells):
        return 0, {"link": 0, "title": 1, "day": 2}
    raise Refusal("import_head", "В таблице нет столбца «Ссылка». Возьмите образец.", field="upload")


def read_fact(row: Row) -> FactInput:
    """`Refusal` tells which cell is not understood."""
    cells = row.cells
    if not cells["link"]:
        raise Refusal("link", "нет ссылки")
    return FactInput(
        link=cells["link"],
        title=cells["title"][:200],
        day=_day(cells["day"]),
        kind=_named(KIND_NAMES, cells["kind"], "что это"),
        channel=_named(CHANNEL_NAMES, cells["channel"], "где"),
    )


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    found = re.match(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refusal("day", f"день «{text[:20]}» не читается, нужно 12.11.2026") from error


def _named[T](names: dict[T, str], text: str, what: str) -> T | None:
    if not text:
        return None
    wanted = plain(text)
    found = next((code for code, name in names.items() if plain(name).startswith(wanted)), None)
    if found is None:
        raise Refusal("word", f"{what}: слова «{text[:30]}» нет. Подойдёт: {', '.join(names.values())}")
    return found
