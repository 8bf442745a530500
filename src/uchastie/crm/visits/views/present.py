"""How visits are told to staff."""

import datetime as dt
from uuid import UUID

from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.rules import UNDO_WITHIN
from uchastie.ui import text

EARLIEST = dt.date(2000, 1, 1)


def day_of(typed: str, today: dt.date) -> dt.date:
    """«2026-11-22»; what is not a day, and the future, is today. The first day of all has none before it."""
    try:
        return max(min(dt.date.fromisoformat(typed), today), EARLIEST)
    except ValueError:
        return today


def said(visit: Visit, key: str, now: dt.datetime) -> str:
    """After a mark. No name: the words stand on a screen that others see. «Уже» when the visit was there before."""
    if visit.key != key:
        return f"Уже отмечен сегодня в {text.time(visit.at.astimezone(visit.unit.zone))}"
    if visit.people > 1:
        return f"Отмечено: {text.plural(visit.people, 'человек', 'человека', 'человек')}"
    return "Отмечено"


def undo(visits: list[Visit], user_id: UUID | None, now: dt.datetime) -> Visit | None:
    """The last own mark, while it may be taken back by one press."""
    own = (visit for visit in visits if visit.by_id == user_id and visit.cancelled_at is None)
    last = max(own, key=lambda visit: visit.sent_at, default=None)
    return last if last and now - last.sent_at <= UNDO_WITHIN else None
