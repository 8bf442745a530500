"""States of a plan and of its lines."""

from enum import StrEnum


class PlanState(StrEnum):
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class LineState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"  # the place or a need was taken meanwhile
