"""Tables of centres and of staff: which columns they have and how a row is read. What is wrong is told cell by cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from uchastie.crm.accounts.rules import ROLE_NAMES, Role, require_name
from uchastie.crm.network.rules.card import CentreCard, clean_inn, clean_phone, parse_place
from uchastie.crm.network.rules.hours import Interval, parse_hours
from uchastie.kernel.errors import Refusal


class ImportKind(StrEnum):
    CENTRES = "centres"
    STAFF = "staff"


class Verdict(StrEnum):
    GOOD = "good"
    SAME = "same"  # is here already: left alone
    BAD = "bad"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    title: str
    example: str
    required: bool = False
    other: tuple[str, ...] = ()  # other names people give it


@dataclass(frozen=True, slots=True)
class Problem:
    column: str
    value: str
    message: str


@dataclass(slots=True)
class Row:
    """`number` is that of the file, the head included."""

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


HEADINGS: dict[ImportKind, tuple[Heading, ...]] = {
    ImportKind.CENTRES: (
        Heading("name", "Название", "Добро.Центр «Уралмаш»", True, ("центр", "наименование")),
        Heading("region", "Регион", "Свердловская область", True, ("субъект",)),
        Heading("town", "Населённый пункт", "Екатеринбург", True, ("город",)),
        Heading("address", "Адрес", "ул. Культуры, 12", True, ("улица и дом",)),
        Heading("directions", "Как пройти", "вход со двора, второй этаж"),
        Heading("phone", "Телефон", "+7 343 555-01-12"),
        Heading("email", "Почта", "uralmash@организация.рф", False, ("адрес почты", "эл. почта", "email", "e-mail")),
        Heading("host_name", "Организация", "АНО «Добрый Урал»"),
        Heading("host_inn", "ИНН", "6612345670", False, ("инн организации",)),
        Heading("weekdays", "Часы в будни", "9:00–18:00"),
        Heading("saturday", "Часы в субботу", "10:00–14:00"),
        Heading("sunday", "Часы в воскресенье", "выходной"),
        Heading("place", "Координаты", "56.8951, 60.5946"),
    ),
    ImportKind.STAFF: (
        Heading("name", "Имя и фамилия", "Анна Ковалёва", True, ("фио", "фамилия и имя", "сотрудник")),
        Heading("email", "Почта", "anna@организация.рф", True, ("адрес почты", "эл. почта", "email", "e-mail")),
        Heading("role", "Роль", "руководитель", True),
        Heading("unit", "Центр", "Добро.Центр «Уралмаш»", True, ("центр или штаб", "подразделение")),
        Heading("region", "Регион", "Свердловская область", False, ("субъект",)),
        Heading("position", "Должность", "специалист по работе с волонтёрами"),
    ),
}
ROLE_WORDS: dict[str, Role] = {
    "сотрудник": Role.CENTRE_EMPLOYEE,
    "руководитель": Role.CENTRE_HEAD,
    "руководитель центра": Role.CENTRE_HEAD,
    "муниципальный координатор": Role.MUNICIPAL_COORDINATOR,
    "региональный координатор": Role.REGION_COORDINATOR,
    "координатор региона": Role.REGION_COORDINATOR,
}
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")
LONGEST = 300


def plain(text: str) -> str:
    """For comparing what people write: letters and figures, «ё» as «е», quotes of any kind as none."""
    return " ".join(re.sub(r"[^\w\s-]", " ", text.casefold().replace("ё", "е")).split())


def read_rows(kind: ImportKind, table: Sequence[Sequence[str]]) -> list[Row]:
    """Rows under the first line that looks like the head; `Refusal` when columns are missing."""
    start, places = _head(kind, table)
    rows = []
    example = [one.example for one in HEADINGS[kind]]
    for number, cells in enumerate(table[start + 1 :], start=start + 2):
        if any(cells) and list(cells) != example:
            found = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
            rows.append(Row(number, {heading.key: found.get(heading.key, "") for heading in HEADINGS[kind]}))
    if not rows:
        raise Refusal("import_empty", "Под заголовками нет ни одной строки.", field="upload")
    return rows


def _head(kind: ImportKind, table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    names = {plain(name): one.key for one in HEADINGS[kind] for name in (one.title, *one.other)}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in enumerate(table[:10]):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            key = names.get(plain(cell))
            if key and key not in places:
                places[key] = place
        if len(places) > len(best[1]):
            best = (number, places)
    missing = [one.title for one in HEADINGS[kind] if one.required and one.key not in best[1]]
    if missing:
        words = ", ".join(f"«{title}»" for title in missing)
        raise Refusal("import_head", f"В таблице нет столбцов: {words}. Возьмите образец.", field="upload")
    return best


class Reader:
    """Reads the cells of one row; a refusal becomes a problem of its cell."""

    def __init__(self, kind: ImportKind, row: Row) -> None:
        self.titles = {one.key: one.title for one in HEADINGS[kind]}
        self.row = row
        for one in HEADINGS[kind]:
            if one.required and not row.cells[one.key]:
                self.wrong(one.key, "не заполнено")
            elif len(row.cells[one.key]) > LONGEST:
                self.wrong(one.key, f"длиннее {LONGEST} знаков")

    def wrong(self, key: str, message: str) -> None:
        self.row.problems.append(Problem(self.titles[key], self.row.cells[key][:100], message))

    def take[T](self, key: str, read: Callable[[str], T], default: T) -> T:
        try:
            return read(self.row.cells[key])
        except Refusal as refusal:
            self.wrong(key, refusal.message)
            return default


@dataclass(frozen=True, slots=True)
class CentreRow:
    region_code: str
    card: CentreCard
    hours: tuple[Interval, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows the same centre."""
        return centre_key(self.region_code, self.card.town, self.card.name)


def centre_key(region_code: str, town: str, name: str) -> tuple[str, str, str]:
    return region_code, plain(town), plain(name)


def read_centre(row: Row, regions: Mapping[str, str]) -> CentreRow | None:
    """`regions`: plain name or code → code, those where the actor may open centres. None when a cell is wrong."""
    reader = Reader(ImportKind.CENTRES, row)
    cells = row.cells
    code = regions.get(plain(cells["region"]), "")
    if cells["region"] and not code:
        reader.wrong("region", "такого региона нет среди тех, где вы открываете центры")
    nowhere: tuple[float | None, float | None] = (None, None)
    latitude, longitude = reader.take("place", parse_place, nowhere)
    card = CentreCard(
        name=cells["name"],
        town=cells["town"],
        address=cells["address"],
        directions=cells["directions"],
        host_name=cells["host_name"],
        phone=reader.take("phone", clean_phone, ""),
        email=reader.take("email", clean_email, ""),
        host_inn=reader.take("host_inn", clean_inn, ""),
        latitude=latitude,
        longitude=longitude,
    )
    hours = _hours(reader)
    return None if row.problems else CentreRow(code, card, hours)


def _hours(reader: Reader) -> tuple[Interval, ...]:
    days = {"weekdays": range(5), "saturday": range(5, 6), "sunday": range(6, 7)}
    found: list[Interval] = []
    for key, weekdays in days.items():
        told = len(reader.row.problems)
        for day in weekdays:
            if len(reader.row.problems) > told:
                break  # five days of one cell are one mistake
            found += reader.take(key, lambda text, day=day: parse_hours(day, text), [])  # type: ignore[misc]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class StaffRow:
    name: str
    email: str
    role: Role
    unit: str  # as it is written; which one it is, the network knows
    region: str
    position: str


def read_person(row: Row) -> StaffRow | None:
    reader = Reader(ImportKind.STAFF, row)
    cells = row.cells
    name = reader.take("name", require_name, "") if cells["name"] else ""
    email = reader.take("email", clean_email, "")
    role = role_of(cells["role"])
    if cells["role"] and role is None:
        reader.wrong("role", "напишите «сотрудник», «руководитель» или «муниципальный координатор»")
    if row.problems or role is None:
        return None
    return StaffRow(name, email, role, cells["unit"], cells["region"], cells["position"])


def role_of(text: str) -> Role | None:
    names: dict[str, Role] = {plain(name): role for role, name in ROLE_NAMES.items()}
    return {**names, **ROLE_WORDS}.get(plain(text))


def clean_email(text: str) -> str:
    email = text.strip().lower()
    if email and not EMAIL.fullmatch(email):
        raise Refusal("email", "это не адрес почты: нужно имя@организация.рф")
    return email


def as_json(row: Row, verdict: Verdict) -> dict[str, Any]:
    """What is kept of a row between the trial and the writing."""
    problems = [[one.column, one.value, one.message] for one in row.problems]
    return {"number": row.number, "cells": row.cells, "verdict": str(verdict), "problems": problems}
