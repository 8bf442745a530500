"""What makes a coordinator look at a pair before its next call: silence, no help, words that disagree, a need left."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from uchastie.ui.text import plural

CONTACT_GAP = dt.timedelta(days=35)  # calls are monthly: one was missed when nobody has talked for longer
# After how many days without help it is asked what has happened, by how often the most frequent need returns.
SILENT_DAYS = {"weekly": 14, "biweekly": 28, "monthly": 45, "on_request": 60, "once": 60}
SILENT_BY_DEFAULT = 30


class AlarmKind(StrEnum):
    NO_HELP = "no_help"
    DISAGREE = "disagree"
    UNMET = "unmet"
    DISPUTED = "disputed"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: AlarmKind
    words: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A need this guardian has promised: when it was last helped with (None: never)."""

    name: str
    periodicity: str
    promised_on: dt.date
    helped_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of one pair whose help has begun."""

    started_on: dt.date
    needs: tuple[Promised, ...] = ()
    helped_on: dt.date | None = None  # the last help of any kind
    differs: bool = False  # in the last call, and nothing was done about it
    disputed: int = 0  # marks of help the family denies
    stopping: tuple[str, ...] = ()  # names of the sides that do not want to go on


def silent_days(periodicities: Iterable[str]) -> int:
    return min((SILENT_DAYS.get(item, SILENT_BY_DEFAULT) for item in periodicities), default=SILENT_BY_DEFAULT)


def alarms_of(pair: Watched, today: dt.date) -> tuple[Alarm, ...]:
    found = [_no_help(pair, today), *_unmet(pair, today)]
    if pair.differs:
        found.append(Alarm(AlarmKind.DISAGREE, "Ответы семьи и опекуна расходятся: решите, что делать"))
    if pair.disputed:
        marks = plural(pair.disputed, "отметку", "отметки", "отметок")
        found.append(Alarm(AlarmKind.DISPUTED, f"Семья не подтверждает {marks} о помощи"))
    if pair.stopping:
        found.append(Alarm(AlarmKind.STOPPING, "Продолжать не хочет: " + ", ".join(pair.stopping)))
    return tuple(alarm for alarm in found if alarm)


def _no_help(pair: Watched, today: dt.date) -> Alarm | None:
    passed = (today - (pair.helped_on or pair.started_on)).days
    if passed <= silent_days(need.periodicity for need in pair.needs):
        return None
    return Alarm(AlarmKind.NO_HELP, f"Помощи не отмечали {plural(passed, 'день', 'дня', 'дней')}")


def _unmet(pair: Watched, today: dt.date) -> list[Alarm]:
    """A need that was promised and never helped with for its term; while nothing at all is given, that is said once."""
    if pair.helped_on is None:
        return []
    return [
        Alarm(AlarmKind.UNMET, f"Обещали, но не начали: {need.name}")
        for need in pair.needs
        if need.helped_on is None
        and (today - max(need.promised_on, pair.started_on)).days > SILENT_DAYS.get(need.periodicity, SILENT_BY_DEFAULT)
    ]


def gap_days(talked_on: dt.date | None, started_on: dt.date, today: dt.date) -> int:
    """Days without a talk with this side; 0 while it is no gap."""
    passed = today - (talked_on or started_on)
    return passed.days if passed > CONTACT_GAP else 0
