"""How a card is told: data for the templates, without SQL of its own."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uchastie.crm.journal.models import Entry
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.queries import PersonCard
from uchastie.crm.people.rules import (
    AUDIENCE_NAMES,
    KIND_NAMES,
    NEED_NAMES,
    WAY_NAMES,
    Chapter,
    Kind,
    Line,
    Need,
    Period,
)
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.ui import text

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTHS_OF = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
SHOWN = 100  # lines of the whole list
NAMES: dict[str, Any] = {
    "AUDIENCES": AUDIENCE_NAMES,
    "KINDS": KIND_NAMES,
    "NEEDS": NEED_NAMES,
    "WAYS": WAY_NAMES,
}


@dataclass(frozen=True, slots=True)
class Story:
    """The year in lanes and the list below it."""

    chapters: list[Chapter]
    lines: list[Line]
    total: int
    shown_of: str  # key of the chapter that is shown, "" for all
    waiting: list[str]

    @property
    def listed(self) -> int:
        return sum(len(chapter.lines) for chapter in self.chapters if self.shown_of in {"", chapter.key})


def story_of(chapters: list[Chapter], chosen: str) -> Story:
    known = {chapter.key for chapter in chapters}
    chosen = chosen if chosen in known else ""
    lines = [line for chapter in chapters if chosen in {"", chapter.key} for line in chapter.lines]
    lines.sort(key=lambda line: line.at, reverse=True)
    waiting = [chapter.waiting for chapter in chapters if chapter.waiting]
    return Story(chapters, lines[:SHOWN], sum(chapter.total for chapter in chapters), chosen, waiting)


def period_of(today: dt.date, unit: Any, until: str, month: str) -> Period:
    """`until` and `month` are «2026-11» of the address; anything else is this month and none."""
    last = min(_month(until) or today, today).replace(day=1)
    period = Period(last, unit.zone)
    chosen = _month(month)
    return Period(last, unit.zone, chosen) if chosen in period.months else period


def year_before(period: Period) -> str:
    return f"{period.last.year - 1}-{period.last.month:02d}"


def year_after(period: Period, today: dt.date) -> str:
    """ "" in the present year."""
    later = dt.date(period.last.year + 1, period.last.month, 1)
    if period.last >= today.replace(day=1):
        return ""
    later = min(later, today.replace(day=1))
    return f"{later.year}-{later.month:02d}"


def month_name(day: dt.date) -> str:
    return f"{MONTHS_OF[day.month - 1]} {day.year} года"


def subtitle(card: PersonCard, today: dt.date) -> list[str]:
    """«Волонтёр, 1965 года рождения, Екатеринбург, у нас с 14 марта 2025 года»."""
    person = card.person
    groups = [AUDIENCE_NAMES[code] for code in card.audiences] or [KIND_NAMES[Kind(person.kind)]]
    parts = [text.capital(", ".join(text.uncapital(group) if "СМИ" not in group else group for group in groups))]
    if person.birth_year:
        parts.append(f"{person.birth_year} года рождения")
    if person.municipality:
        parts.append(person.municipality)
    return [*parts, f"карточка с {text.full_day(person.created_at.date())}"]


def how_to_reach(person: Beneficiary) -> str:
    """«Удобнее звонок, с 10:00 до 17:00.»"""
    way = text.uncapital(WAY_NAMES[person.preferred_way]) if person.preferred_way != "visit" else "прийти в центр"  # type: ignore[index]
    way = way.replace("сМС", "СМС")
    return f"Удобнее {way}{', ' + person.preferred_time if person.preferred_time else ''}."


def needs_of(person: Beneficiary, *, note: bool = True) -> list[str]:
    named = [NEED_NAMES[need] for need in Need if need in person.needs]
    return named + ([person.needs_note] if person.needs_note and note else [])


def looks(entries: list[Entry], names: dict[UUID, str], actor: Actor) -> list[tuple[dt.datetime, str]]:
    """(when, who): several looks of one person on one day are one line."""
    found: dict[tuple[object, dt.date], tuple[dt.datetime, str]] = {}
    for entry in entries:
        key = (entry.actor_id or entry.actor_kind, entry.at.date())
        found.setdefault(key, (entry.at, _who(entry, names, actor)))
    return list(found.values())


def _who(entry: Entry, names: dict[UUID, str], actor: Actor) -> str:
    if entry.actor_id == actor.id:
        return "вы"
    if entry.actor_kind == ActorKind.USER and entry.actor_id:
        return names.get(entry.actor_id, "бывший сотрудник")
    return {"key": "другая система", "system": "система", "holder": "сам человек по ссылке"}.get(
        entry.actor_kind, "посетитель"
    )


def _month(value: str) -> dt.date | None:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", value)
    return dt.date(int(found[1]), int(found[2]), 1) if found else None
