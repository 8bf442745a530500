"""Kinds of agreements, who signs them, their states and terms."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.machine import Machine

RENEW_BEFORE = dt.timedelta(days=40)  # the coordinator is told so long before the last day
LONGEST = dt.timedelta(days=366 * 3)


class Kind(StrEnum):
    GUARDIAN_HQ = "guardian_hq"  # B17: taking part in the programme
    DATA_PROTECTION = "data_protection"  # B39: keeping families' data safe
    GUARDIAN_FAMILY = "guardian_family"  # B19, B23: the help of this guardian to this family
    ADHESION = "adhesion"  # to signing by a code: without it a code signs nothing (63-FZ, articles 6 and 9)


class Side(StrEnum):
    GUARDIAN = "guardian"
    HQ = "hq"
    FAMILY = "family"


class Way(StrEnum):
    SCAN = "scan"  # of paper signed by hand
    CODE = "code"  # a simple electronic signature


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # for signatures; the text does not change any more
    IN_FORCE = "in_force"  # signed; its dates say on which days it counts
    EXPIRED = "expired"
    ENDED = "ended"
    REPLACED = "replaced"  # a renewal counts instead


class Move(StrEnum):
    OFFER = "offer"
    CONCLUDE = "conclude"
    EXPIRE = "expire"
    REPLACE = "replace"
    END = "end"


KIND_NAMES: dict[Kind, str] = {
    Kind.GUARDIAN_HQ: "Об участии в программе",
    Kind.DATA_PROTECTION: "О сохранности персональных данных",
    Kind.GUARDIAN_FAMILY: "О поддержке семьи",
    Kind.ADHESION: "О подписании кодом",
}
SIDE_NAMES: dict[Side, str] = {Side.GUARDIAN: "Опекун", Side.HQ: "Координатор", Side.FAMILY: "Семья"}
WAY_NAMES: dict[Way, str] = {Way.SCAN: "Подписано на бумаге", Way.CODE: "Подписано кодом"}
STATE_NAMES: dict[State, str] = {
    State.DRAFT: "черновик",
    State.WAITING: "ждёт подписей",
    State.IN_FORCE: "действует",
    State.EXPIRED: "срок вышел",
    State.ENDED: "прекращено",
    State.REPLACED: "заменено новым",
}
STATE_MARKS: dict[State, tuple[str, str]] = {  # icon and tone of the tag
    State.DRAFT: ("file-text", ""),
    State.WAITING: ("pencil", "today"),
    State.IN_FORCE: ("file-check", "done"),
    State.EXPIRED: ("clock", "late"),
    State.ENDED: ("ban", ""),
    State.REPLACED: ("undo-2", ""),
}
OPEN = frozenset({State.DRAFT, State.WAITING, State.IN_FORCE})

MOVES: Machine[State, Move] = Machine(
    {
        Move.OFFER: (frozenset({State.DRAFT}), State.WAITING),
        Move.CONCLUDE: (frozenset({State.WAITING}), State.IN_FORCE),
        Move.EXPIRE: (frozenset({State.IN_FORCE, State.WAITING}), State.EXPIRED),
        Move.REPLACE: (frozenset({State.IN_FORCE}), State.REPLACED),
        Move.END: (OPEN, State.ENDED),
    }
)


def sides_of(kind: Kind, *, of_family: bool = False) -> tuple[Side, ...]:
    """In the order in which they stand on the paper. The adhesion is joined by one: the headquarters offer it to all."""
    if kind is Kind.ADHESION:
        return (Side.FAMILY,) if of_family else (Side.GUARDIAN,)
    if kind is Kind.GUARDIAN_FAMILY:
        return Side.GUARDIAN, Side.FAMILY
    return Side.HQ, Side.GUARDIAN


def missing(kind: Kind, signed: Collection[Side], *, of_family: bool = False) -> tuple[Side, ...]:
    return tuple(side for side in sides_of(kind, of_family=of_family) if side not in signed)


def require_term(since: dt.date, until: dt.date, today: dt.date) -> None:
    """Both days count. An agreement is not concluded for the past, nor for longer than three years."""
    if until < since:
        raise Refusal("term", "Последний день раньше первого. Поменяйте даты.", field="valid_until")
    if until < today:
        raise Refusal("term_over", "Этот срок уже прошёл. Выберите последний день позже.", field="valid_until")
    if until - since > LONGEST:
        raise Refusal("term_long", "Соглашение заключают не больше чем на три года.", field="valid_until")


def same_day_next_year(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def usual_term(since: dt.date) -> tuple[dt.date, dt.date]:
    """A year: the last day is the one before the same day of the next year."""
    return since, same_day_next_year(since) - dt.timedelta(days=1)


def renew_soon(until: dt.date, today: dt.date) -> bool:
    return today <= until <= today + RENEW_BEFORE
