"""How rows and cards of the desk read: data for the templates, made once per row, without SQL."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.contrib import messages
from django.urls import reverse

from uchastie.crm.accounts.rules import initials
from uchastie.crm.deadlines.rules import Explanation, WorkCalendar, explain
from uchastie.crm.desk import rules
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import Card, Row
from uchastie.crm.desk.rules import Phase, Status, Step
from uchastie.crm.journal.queries import Happening
from uchastie.crm.network.models import Unit
from uchastie.kernel.web import Request
from uchastie.ui import text

GROUPS = {
    "late": ("Просрочено", "triangle-alert"),
    "today": ("Связаться сегодня", "clock"),
    "unowned": ("Без ответственного", "user-round-x"),
    "planned": ("Связаться позже", "calendar-days"),
    "wait": ("Ждём человека", "hourglass"),
    "done": ("Закрытые", "circle-check"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the queue, ready to be shown."""

    id: UUID
    number: str
    short: str
    who: str
    service: str
    channel: str
    channel_icon: str
    due: str
    mini: tuple[str, ...]
    tone: str
    state: str
    state_icon: str
    owner: str
    owner_initials: str
    mine: bool
    id_pending: bool
    asks: bool
    group: str

    def __hash__(self) -> int:
        """Lines are looked up by the hundred; equal ones have one number."""
        return hash(self.number)


def lines(
    rows: list[Row], unit: Unit, me: UUID | None, now: dt.datetime, calendar: WorkCalendar
) -> dict[str, list[Line]]:
    """Rows grouped in the order of the queue; empty groups are not there."""
    groups: dict[str, list[Line]] = {key: [] for key in GROUPS}
    zone, minute = unit.zone, now.replace(second=0, microsecond=0)
    for row in rows:
        line = _line(row, zone, row.assignee_id is not None and row.assignee_id == me, minute, calendar)
        groups[line.group].append(line)
    return {key: found for key, found in groups.items() if found}


@lru_cache(maxsize=4096)
def _line(row: Row, zone: dt.tzinfo, mine: bool, now: dt.datetime, calendar: WorkCalendar) -> Line:
    """Remembered: the same queue is opened many times in a minute."""
    channel = rules.Channel(row.channel)
    due, mini, tone = _due(row, zone, now, calendar)
    icon, state = _state(row, zone, now)
    return Line(
        id=row.id,
        number=row.number,
        short=row.number[-6:].lstrip("0"),
        who=row.who,
        service=row.service,
        channel=rules.CHANNEL_NAMES[channel],
        channel_icon=rules.CHANNEL_ICONS[channel],
        due=due,
        mini=mini,
        tone=tone,
        state=state,
        state_icon=icon,
        owner=row.assignee or "",
        owner_initials=initials(row.assignee) if row.assignee else "?",
        mine=mine,
        id_pending=row.id_pending,
        asks=row.asked_at is not None,
        group=_group(row, tone),
    )


def _due(row: Row, zone: dt.tzinfo, now: dt.datetime, calendar: WorkCalendar) -> tuple[str, tuple[str, ...], str]:
    if row.attention_at is None:
        return rules.STATUS_NAMES[Status(row.status)], (), ""
    if row.phase == Phase.CONTACT:
        told = explain(row.reopened_at or row.submitted_at, row.attention_at, zone, now, calendar)
        return told.headline, told.mini, told.tone
    if row.status == Status.SCHEDULED:
        return text.moment(row.attention_at, zone, now), (), "late" if row.attention_at < now else ""
    ask_on, today = row.attention_at.astimezone(zone).date(), now.astimezone(zone).date()
    return ("пора спросить", (), "today") if ask_on <= today else (f"спросим {text.day(ask_on, today)}", (), "")


def _state(row: Row, zone: dt.tzinfo, now: dt.datetime) -> tuple[str, str]:
    if row.phase == Phase.CONTACT and row.attempts:
        return "phone", text.plural(row.attempts, "попытка", "попытки", "попыток")
    return {
        Status.NEW: ("circle-dot", "новая"),
        Status.VIEWED: ("eye", "просмотрена"),
        Status.CONTACTED: ("hourglass", "ждём дату"),
        Status.SCHEDULED: ("calendar-check", "встреча"),
        Status.DELIVERED: ("star", "ждём оценку"),
        Status.RATED: ("star", "оценена"),
        Status.CLOSED: ("circle-check", "закрыта"),
        Status.CANCELLED: ("ban", "отменена"),
    }[Status(row.status)]


def _group(row: Row, tone: str) -> str:
    if row.phase == Phase.WAIT:
        return "wait"
    if row.phase == Phase.DONE:
        return "done"
    if tone in {"late", "today"}:
        return tone
    return "planned" if row.assignee_id else "unowned"


def promise_of(request: ServiceRequest, now: dt.datetime, calendar: WorkCalendar) -> Explanation:
    return explain(request.clock_began_at, request.contact_due_at, request.unit.zone, now, calendar)


STEP_NAMES = ("Ознакомиться", "Связаться", "Договориться", "Регламент", "Оказать", "Оценка")


def current_step(card: Card) -> int:
    """1 to 6 is the step at hand, 7 is "all done". A walk-in has steps 1-5 behind it by one record."""
    status = Status(card.request.status)
    if status is Status.SCHEDULED:
        return 4 if card.missing_steps else 5
    return {
        Status.NEW: 2,
        Status.VIEWED: 2,
        Status.CONTACTED: 3,
        Status.DELIVERED: 6,
        Status.RATED: 7,
        Status.CLOSED: 7,
        Status.CANCELLED: 7,
    }[status]


def steps(card: Card, zone: dt.tzinfo, now: dt.datetime) -> list[tuple[str, str, str]]:
    """(name, what is known, "done" | "now" | "next") for the six steps (A34)."""
    request, here = card.request, current_step(card)
    known: tuple[str, ...] = (
        text.moment(request.viewed_at, zone, now) if request.viewed_at else "откройте заявку",
        _contact_meta(card, zone, now),
        _agreed_meta(request, zone, now),
        f"версия {request.regulation.number}",
        text.moment(request.delivered_at, zone, now) if request.delivered_at else "отметить итог",
        f"{card.review.stars} из 5" if card.review else "ставит человек",
    )
    states = ["done" if place < here else "now" if place == here else "next" for place in range(1, 7)]
    if request.status == Status.CANCELLED:  # it ended on the way: only what has happened is done
        happened = (request.viewed_at, request.contacted_at, request.agreed_at, None, request.delivered_at, card.review)
        states = ["done" if fact else "next" for fact in happened]
        known = tuple(what if fact else "не дошло" for what, fact in zip(known, happened, strict=True))
    return list(zip(STEP_NAMES, known, states, strict=True))


def _agreed_meta(request: ServiceRequest, zone: dt.tzinfo, now: dt.datetime) -> str:
    if request.agreed_at:
        return text.moment(request.agreed_at, zone, now)
    return "в тот же раз" if request.delivered_at else "дата и формат"


def _contact_meta(card: Card, zone: dt.tzinfo, now: dt.datetime) -> str:
    if card.request.contacted_at:
        return text.moment(card.request.contacted_at, zone, now)
    return text.plural(len(card.attempts), "попытка", "попытки", "попыток") if card.attempts else "до срока"


UNDO_NAMES = {
    Step.ASSIGN: "кто ведёт заявку",
    Step.CONTACT: "запись о разговоре",
    Step.AGREE: "встречу",
    Step.TICK: "отметку шага",
    Step.DELIVER: "оказание",
    Step.CANCEL: "закрытие",
}

_HISTORY = {
    "handed_over": ("users", "Передали коллеге"),
    "transferred": ("send", "Передали в другой центр"),
    "transfer_returned": ("undo-2", "Вернули в прежний центр"),
    "arrived": ("inbox", "Заявка пришла в центр"),
    "reopened": ("rotate-ccw", "Вернули в работу"),
    "undone": ("undo-2", "Отменили последний шаг"),
    "received": ("inbox", "Заявка принята"),
    "viewed": ("eye", "Заявку открывали"),
    "assigned": ("user-round", "Взяли в работу"),
    "agreed": ("calendar-check", "Договорились о дате"),
    "moved": ("calendar-clock", "Человек перенёс встречу"),
    "wished": ("hourglass", "Человек просит другое время"),
    "given_up": ("calendar-clock", "Человек отменил встречу"),
    "missed": ("user-round-x", "Человек не пришёл"),
    "step_done": ("list-checks", "Отметили шаги регламента"),
    "step_undone": ("list-checks", "Сняли отметку шага"),
    "delivered": ("circle-check", "Сервис оказан"),
    "rated": ("star", "Человек поставил оценку"),
    "rating_changed": ("star", "Человек изменил оценку"),
    "cancelled": ("ban", "Заявка закрыта"),
    "closed": ("circle-check", "Закрыта через 30 дней"),
    "noted": ("message-square-text", "Добавили заметку"),
    "invited": ("send", "Пригласили на сервис"),
    "id_linked": ("link", "Привязали ID"),
    "quality_checked": ("list-checks", "Проверили качество"),
}


@dataclass(frozen=True, slots=True)
class Event:
    icon: str
    what: str
    when: str
    who: str


def history(entries: list[Happening], names: dict[UUID, str], zone: dt.tzinfo, now: dt.datetime) -> list[Event]:
    """The story of a request, newest first; looks or ticks of one person in a row are one line."""
    told: list[Event] = []
    last: tuple[str, UUID | None] | None = None
    for entry in entries:
        mark = (entry.verb, entry.actor_id)
        if entry.verb in {"viewed", "step_done"} and mark == last:
            continue
        last = mark
        icon, what = _event(entry)
        who = names.get(entry.actor_id, "") if entry.actor_id else ""
        told.append(Event(icon, what, text.moment(entry.at, zone, now), who))
    return told


def _event(entry: Happening) -> tuple[str, str]:
    if entry.verb == "contacted":
        result = entry.details.get("result", "")
        return "phone", rules.RESULT_NAMES[rules.Result(result)] if result else "Связывались"
    return _HISTORY.get(entry.verb, ("history", "Запись изменили"))


def tell(request: Request, found: ServiceRequest, what: str) -> None:
    """Done, and for a while it can be taken back."""
    undo = reverse("desk:undo", args=[found.pk])
    messages.success(request, f"Заявка {found.number[-6:].lstrip('0')}: {what}", extra_tags=f"undo:{undo}")
