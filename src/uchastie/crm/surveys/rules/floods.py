"""A flood of answers in a few minutes: shown, never removed in silence. A school class or a hall after a meeting looks
the same, so it is called suspicious and a person judges."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

SLOT = dt.timedelta(minutes=10)
MANY = 12  # answers without sign-in in one slot
TIMES = 4  # as many as in a usual slot of this survey


@dataclass(frozen=True, slots=True)
class Flood:
    """Slots one after another make one flood."""

    begins_at: dt.datetime
    ends_at: dt.datetime
    answers: int


def slot_of(moment: dt.datetime) -> dt.datetime:
    """Kept instead of the moment: an answer cannot be found by the minute somebody was seen with a phone."""
    return moment.replace(minute=moment.minute // 10 * 10, second=0, microsecond=0)


def floods_in(slots: Mapping[dt.datetime, int]) -> tuple[Flood, ...]:
    """`slots` are answers of unknown people by slot."""
    usual = median(slots.values()) if len(slots) > 1 else 1
    high = sorted(slot for slot, count in slots.items() if count >= max(MANY, TIMES * usual))
    floods: list[Flood] = []
    for slot in high:
        if floods and floods[-1].ends_at == slot:
            floods[-1] = Flood(floods[-1].begins_at, slot + SLOT, floods[-1].answers + slots[slot])
        else:
            floods.append(Flood(slot, slot + SLOT, slots[slot]))
    return tuple(floods)
