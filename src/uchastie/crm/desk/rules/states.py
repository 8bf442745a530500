"""States and moves of a service request. Pure Python, as everything in this package.

new → viewed → contacted → scheduled → delivered → rated → closed; the first contact is promised within two working
days (A18), a walk-in is delivered at once (A44), nothing is ever deleted, only cancelled with a reason (A20).
"""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class Status(StrEnum):
    NEW = "new"
    VIEWED = "viewed"
    CONTACTED = "contacted"
    SCHEDULED = "scheduled"
    DELIVERED = "delivered"
    RATED = "rated"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATUS_NAMES: dict[Status, str] = {
    Status.NEW: "новая",
    Status.VIEWED: "просмотрена",
    Status.CONTACTED: "связались",
    Status.SCHEDULED: "договорились",
    Status.DELIVERED: "ждём оценку",
    Status.RATED: "оценена",
    Status.CLOSED: "закрыта",
    Status.CANCELLED: "отменена",
}


class Move(StrEnum):
    VIEW = "view"
    CONTACT = "contact"
    SCHEDULE = "schedule"
    DELIVER = "deliver"
    DELIVER_AT_ONCE = "deliver_at_once"
    RATE = "rate"
    CLOSE = "close"
    CANCEL = "cancel"
    UNSETTLE = "unsettle"
    REOPEN = "reopen"
    RETURN = "return"


UNCONTACTED = frozenset({Status.NEW, Status.VIEWED})
OPEN = frozenset({Status.NEW, Status.VIEWED, Status.CONTACTED, Status.SCHEDULED})
# Who asks for another time is «связались» again, and the old time stays held until the new one is agreed.
WITH_MEETING = frozenset({Status.CONTACTED, Status.SCHEDULED})

LIFECYCLE = Machine[Status, Move](
    {
        Move.VIEW: (frozenset({Status.NEW}), Status.VIEWED),
        Move.CONTACT: (UNCONTACTED, Status.CONTACTED),
        Move.SCHEDULE: (frozenset({Status.CONTACTED, Status.SCHEDULED}), Status.SCHEDULED),
        # The person did not come, gave the meeting up or asks for another time: a day has to be agreed again.
        Move.UNSETTLE: (frozenset({Status.SCHEDULED}), Status.CONTACTED),
        Move.DELIVER: (frozenset({Status.CONTACTED, Status.SCHEDULED}), Status.DELIVERED),
        Move.DELIVER_AT_ONCE: (frozenset({Status.NEW}), Status.DELIVERED),  # only for a visit
        Move.RATE: (frozenset({Status.DELIVERED}), Status.RATED),
        Move.CLOSE: (frozenset({Status.DELIVERED, Status.RATED}), Status.CLOSED),
        Move.CANCEL: (OPEN, Status.CANCELLED),
        Move.REOPEN: (frozenset({Status.CANCELLED}), Status.VIEWED),  # with a new clock; the old one stays in history
        # By the person, who was closed or served and still needs help: unread again, with a new clock.
        Move.RETURN: (frozenset({Status.DELIVERED, Status.RATED, Status.CLOSED, Status.CANCELLED}), Status.NEW),
    }
)


class Level(StrEnum):
    """Who hears of a missed promise: the head at once, the region after another working day."""

    HEAD = "head"
    REGION = "region"


class Phase(StrEnum):
    """What the queue sorts by: someone must be contacted, we wait for the person, or nothing more is to be done."""

    CONTACT = "1-contact"
    WAIT = "2-wait"
    DONE = "3-done"


def phase_of(status: Status) -> Phase:
    if status in UNCONTACTED:
        return Phase.CONTACT
    if status in {Status.CONTACTED, Status.SCHEDULED, Status.DELIVERED}:
        return Phase.WAIT
    return Phase.DONE
