"""How marks are told to staff: data for the templates, without SQL of its own beyond names."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.deadlines.rules import Explanation, WorkCalendar, explain
from uchastie.crm.desk.rules import HEARD_NAMES, Heard
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import CLOSE_REASON_NAMES, PLACE_KIND_NAMES, STATE_NAMES, Stars, State
from uchastie.crm.network.models import Unit

NAMES: dict[str, Any] = {
    "STATES": STATE_NAMES,
    "REASONS": CLOSE_REASON_NAMES,
    "PLACES": PLACE_KIND_NAMES,
    "HEARD": HEARD_NAMES,
}
SHORT = 220  # characters of a comment in the list


@dataclass(frozen=True, slots=True)
class Line:
    mark: Mark
    words: str
    where: str  # what it is about, and how it came
    term: Explanation | None


def lines(marks: list[Mark], unit: Unit, now: dt.datetime, calendar: WorkCalendar) -> list[Line]:
    return [Line(mark, _short(mark.words), _where(mark), term_of(mark, now, calendar)) for mark in marks]


def term_of(mark: Mark, now: dt.datetime, calendar: WorkCalendar) -> Explanation | None:
    """The explained term while an answer is waited for."""
    if mark.state != State.NEW or mark.raised_at is None or mark.due_at is None:
        return None
    return explain(mark.raised_at, mark.due_at, mark.unit.zone, now, calendar)


def _where(mark: Mark) -> str:
    if mark.request:
        return f"{mark.request.number}{', по QR' if mark.source == 'qr' else ''}"
    return f"QR: {mark.place.label}" if mark.place else "по QR"


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"


def stars_of(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None


def month_of_text(text: str, today: dt.date) -> dt.date:
    """«2026-11» → the first day of that month; anything else, and the future, is this month."""
    found = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", text)
    day = dt.date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
    return min(day, today.replace(day=1))


def month_text(day: dt.date, shift: int) -> str:
    place = day.year * 12 + day.month - 1 + shift
    return f"{place // 12}-{place % 12 + 1:02d}"


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    stars: Stars


def named(rows: dict[Any, Stars], kind: str) -> list[Named]:
    """With names instead of keys, the most rated first."""
    if kind == "service":
        names: dict[Any, str] = {service.code: service.name for service in catalogue.list_services()} if rows else {}
    else:
        names = dict(accounts.names_of(key for key in rows if key))
    told = [Named(names.get(key, "Не указан"), stars) for key, stars in rows.items()]
    return sorted(told, key=lambda row: (-row.stars.total, row.name))


def heard(rows: list[tuple[Heard, int, int]]) -> list[tuple[str, int, int]]:
    return [(HEARD_NAMES[code], requests, reviews) for code, requests, reviews in rows]
