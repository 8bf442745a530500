"""How the ledger is told: a line, the week, the month and the year side by side."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uchastie.crm.desk.rules import HEARD_NAMES
from uchastie.crm.feedback import queries as feedback
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access, queries
from uchastie.crm.outreach.models import Fact
from uchastie.crm.outreach.rules import CHANNEL_NAMES, FORM_NAMES, KIND_ICONS, KIND_NAMES, Channel, Form, Kind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.ui.text import uncapital

MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
WEEKS = 4
WEEK = dt.timedelta(days=7)
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    fact: Fact
    icon: str
    note: str
    proof: str  # in a word; "" when there is none


@dataclass(frozen=True, slots=True)
class Sum:
    name: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    note: str
    sums: tuple[Sum, ...]


def line(fact: Fact) -> Line:
    kind, channel = Kind(fact.kind), CHANNEL_NAMES[Channel(fact.channel)]
    what = FORM_NAMES[Form(fact.form)].lower() if fact.form else uncapital(KIND_NAMES[kind])
    topic = f", тема «{fact.topic.name}»" if fact.topic else ""
    proof = "ссылка" if fact.link else "снимок" if fact.pictures else ""
    return Line(fact, KIND_ICONS[kind], f"{what}, {channel}{topic}", proof)


def lines(facts: Iterable[Fact]) -> list[Line]:
    return [line(fact) for fact in facts]


# --- months ---


def month_of(typed: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of «2026-11»; what is no month is the present one."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", typed)
    first = dt.date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def month_name(first: dt.date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def months_around(first: dt.date, today: dt.date) -> list[tuple[str, str]]:
    """Addresses and names of the months to go to: the last twelve, and the one that is shown."""
    found, day = [], today.replace(day=1)
    for _ in range(12):
        found.append(day)
        day = (day - dt.timedelta(days=1)).replace(day=1)
    return [(f"{one:%Y-%m}", month_name(one)) for one in sorted({*found, first}, reverse=True)]


# --- week, month, year ---


def glance(actor: Actor, unit: Unit, today: dt.date) -> list[Card]:
    """Of one centre. Three readings of the database for everything."""
    monday = today - dt.timedelta(days=today.weekday())
    first = min(dt.date(today.year, 1, 1), monday - (WEEKS - 1) * WEEK)
    days = queries.list_days(actor, unit, first, today)
    starts = queries.list_starts(actor, unit, dt.date(today.year, 1, 1), dt.date(today.year, 12, 31))
    return [_week(days, monday), _month(days, today), _year(days, starts, today)]


def _count(days: list[tuple[str, dt.date]], kind: Kind, first: dt.date, last: dt.date) -> int:
    return sum(one == kind and first <= day <= last for one, day in days)


def _week(days: list[tuple[str, dt.date]], monday: dt.date) -> Card:
    sums = []
    for back in range(WEEKS):
        start = monday - back * WEEK
        name = "Записи на этой неделе" if not back else f"Неделя {start.isocalendar().week}"
        sums.append(Sum(name, _count(days, Kind.POST, start, start + WEEK - dt.timedelta(days=1)), _span(start)))
    return Card(f"Неделя {monday.isocalendar().week}", _span(monday), tuple(sums))


def _span(monday: dt.date) -> str:
    sunday = monday + dt.timedelta(days=6)
    return f"{monday:%d.%m}–{sunday:%d.%m}"


def _month(days: list[tuple[str, dt.date]], today: dt.date) -> Card:
    first, last = month_of("", today)
    kinds = (Kind.POST, Kind.REPOST, Kind.UPDATE, Kind.MEDIA)
    names = {Kind.POST: "Записи", Kind.REPOST: "Репосты Ассоциации", Kind.UPDATE: "Обновления страницы"}
    sums = [Sum(names.get(kind, KIND_NAMES[kind]), _count(days, kind, first, last)) for kind in kinds]
    return Card(month_name(first).capitalize(), _left((last - today).days), tuple(sums))


def _year(days: list[tuple[str, dt.date]], starts: list[dt.date], today: dt.date) -> Card:
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    begun = sum(day <= today for day in starts)
    ahead = len(starts) - begun
    sums = (
        Sum("Кампании", begun, f"впереди {ahead}" if ahead else ""),
        Sum("Материалы", _count(days, Kind.MATERIAL, first, last), "статьи и видео"),
        Sum("Записи", _count(days, Kind.POST, first, last)),
        Sum("СМИ и молва", _count(days, Kind.MEDIA, first, last)),
    )
    return Card(f"{today.year} год", _left((last - today).days), sums)


def _left(days: int) -> str:
    return f"осталось дней: {days}" if days else "последний день"


def frame(actor: Actor, unit: Unit, tab: str) -> dict[str, Any]:
    """What every page of outreach knows."""
    in_centre = unit.kind == "centre"
    return {"tab": tab, "here": unit, "in_centre": in_centre, "works": in_centre and access.may_work(actor, unit.path)}


def heard(actor: Actor, unit: Unit) -> list[tuple[str, int, int]]:
    """What people say of where they have heard of the centre, in a year; nothing for those who do not read answers."""
    now = clock.now()
    try:
        rows = feedback.count_heard(actor, unit, now - YEAR, now)
    except NotSeen:
        return []
    return [(HEARD_NAMES[code], requests, reviews) for code, requests, reviews in rows]
