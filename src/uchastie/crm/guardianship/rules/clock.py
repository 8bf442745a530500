"""A proposal only reserves a place and starts no clock; the 72 hours run from the moment the guardian has agreed,
weekends included, and are met by the introduction (B42, decision 8)."""

import datetime as dt
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal

CONNECT_WITHIN = dt.timedelta(hours=72)
SOON = dt.timedelta(hours=12)  # so little left that it is today's work


def connect_due(matched_at: dt.datetime) -> dt.datetime:
    """B42: three days of real hours; nights, weekends and holidays run too."""
    return matched_at.astimezone(dt.UTC) + CONNECT_WITHIN


@dataclass(frozen=True, slots=True)
class Clock:
    """The 72 hours of one pair: tone '' | 'today' | 'late' | 'done', how much has gone (0..72), what is said."""

    due_at: dt.datetime
    tone: str
    gone: int
    words: str


def clock_of(matched_at: dt.datetime, introduced_at: dt.datetime | None, now: dt.datetime) -> Clock:
    due = connect_due(matched_at)
    until = introduced_at or now
    gone = min(72, max(0, int((until - matched_at).total_seconds() // 3600)))
    if introduced_at:
        late = introduced_at > due
        words = f"познакомили за {_span(introduced_at - matched_at)} из 72"
        return Clock(due, "late" if late else "done", 72 if late else gone, words)
    if now >= due:
        return Clock(due, "late", 72, f"опоздание {_span(now - due)}")
    left = due - now
    return Clock(due, "today" if left <= SOON else "", gone, f"осталось {_span(left)}")


def _span(span: dt.timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60}\u00a0ч" if minutes >= 60 else f"{minutes}\u00a0мин"


def require_start(day: dt.date, introduced_on: dt.date, today: dt.date) -> None:
    """Decision 18: the day of activation; it can be moved until the first call, never before the introduction."""
    if day > today:
        raise Refusal(
            "start_future", "Этот день ещё не наступил. Укажите день, когда помощь началась.", field="started_on"
        )
    if day < introduced_on:
        message = "Помощь не может начаться раньше знакомства."
        raise Refusal("start_early", message, field="started_on")


def require_happened(at: dt.datetime, since: dt.datetime, now: dt.datetime, *, field: str) -> None:
    if at > now + dt.timedelta(minutes=1):
        raise Refusal("future", "Это время ещё не наступило: запишите встречу после неё.", field=field)
    if at < since - dt.timedelta(days=1):
        raise Refusal("too_early", "Это раньше, чем опекун согласился. Проверьте день и час.", field=field)


def require_end(day: dt.date, started_on: dt.date | None, today: dt.date) -> None:
    if day > today:
        raise Refusal("end_future", "Этот день ещё не наступил.", field="ended_on")
    if started_on and day < started_on:
        raise Refusal("end_early", "Помощь не может закончиться раньше, чем началась.", field="ended_on")
