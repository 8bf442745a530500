"""The figures of a snapshot: stocks at 18:00, flows since the 18:00 before (B15, B48). They are counted, never typed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from uchastie.crm.oversight.rules.moments import Span

FIGURE_NAMES = {
    "helped": "семьи под опекой",
    "waiting": "требуется опека",
    "begun": "новые под опекой",
    "ended": "завершили",
    "overdue": "соединения просрочены",
    "missed": "созвоны просрочены",
    "facts": "фактов помощи за сутки",
    "aided": "семей получили помощь за сутки",
}
SMALL = 5  # fewer families than this might be recognised: the federal pages say «меньше 5»


@dataclass(frozen=True, slots=True)
class Line:
    """One category of help: families in the last day and families of all time."""

    code: str
    name: str
    day: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    helped: int = 0
    waiting: int = 0
    begun: int = 0
    ended: int = 0
    overdue: int = 0
    missed: int = 0
    facts: int = 0
    aided: int = 0
    categories: tuple[Line, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {name: getattr(self, name) for name in FIGURE_NAMES}
        return plain | {"categories": [[one.code, one.name, one.day, one.total] for one in self.categories]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Figures":
        lines = tuple(Line(*row) for row in stored.get("categories", ()))
        return cls(**{name: stored.get(name, 0) for name in FIGURE_NAMES}, categories=lines)


def changes(old: Figures, new: Figures) -> tuple[tuple[str, int, int], ...]:
    """What a correction changed: name, was, is."""
    pairs = [(name, getattr(old, key), getattr(new, key)) for key, name in FIGURE_NAMES.items()]
    before, after = ({one.name: one.total for one in lines} for lines in (old.categories, new.categories))
    pairs += [(name, before.get(name, 0), after.get(name, 0)) for name in sorted(before.keys() | after.keys())]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


@dataclass(frozen=True, slots=True)
class Fact:
    case_id: UUID
    code: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Records:
    """What a region's snapshot is counted from, by family: when a guardian helped it, when it asked for one, when a
    guardian was late to meet it, when a call was missed; and the facts of help."""

    help: Mapping[UUID, tuple[Span, ...]]
    asked: Mapping[UUID, tuple[Span, ...]]
    late: tuple[Span, ...] = ()
    missed: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()


def count(records: Records, moment: dt.datetime, categories: Iterable[tuple[str, str]]) -> Figures:
    """Stocks at `moment`, flows of the day before it. Always: helped = helped a day earlier + begun - ended."""
    before = moment - dt.timedelta(days=1)
    now, then = ({case for case, spans in records.help.items() if _any(spans, at)} for at in (moment, before))
    asking = {case for case, spans in records.asked.items() if _any(spans, moment)}
    known = [fact for fact in records.facts if fact.at <= moment]
    fresh = [fact for fact in known if fact.at > before]
    lines = [
        Line(
            code,
            name,
            len({f.case_id for f in fresh if f.code == code}),
            len({f.case_id for f in known if f.code == code}),
        )
        for code, name in categories
    ]
    return Figures(
        helped=len(now),
        waiting=len(asking - now),
        begun=len(now - then),
        ended=len(then - now),
        overdue=sum(span.holds(moment) for span in records.late),
        missed=sum(span.holds(moment) for span in records.missed),
        facts=len(fresh),
        aided=len({fact.case_id for fact in fresh}),
        categories=tuple(sorted((line for line in lines if line.total), key=lambda line: (-line.day, -line.total))),
    )


def _any(spans: Iterable[Span], moment: dt.datetime) -> bool:
    return any(span.holds(moment) for span in spans)


def veiled(number: int) -> str:
    """A number of families as the federal pages show it."""
    return str(number) if number == 0 or number >= SMALL else f"меньше {SMALL}"
