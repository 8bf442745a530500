"""Facts the desk announces."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RequestReceived:
    request_id: UUID


@dataclass(frozen=True, slots=True)
class RequestDelivered:
    request_id: UUID


@dataclass(frozen=True, slots=True)
class ReviewReceived:
    request_id: UUID
    stars: int


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """The person has changed the own rating; `stars` are the new ones."""

    request_id: UUID
    stars: int


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A step was taken back by the one who did it; `step` is a `rules.Step`, `done_at` its moment."""

    request_id: UUID
    unit_id: UUID
    step: str
    done_at: dt.datetime


@dataclass(frozen=True, slots=True)
class RequestTransferred:
    """To another centre, or back to the one it came from."""

    request_id: UUID
    from_unit_id: UUID
    to_unit_id: UUID


@dataclass(frozen=True, slots=True)
class RequestReopened:
    """Closed by mistake, worked on again with a new clock."""

    request_id: UUID


@dataclass(frozen=True, slots=True)
class RequestReturned:
    """The person has asked for it back: served or closed, it is new again with a new clock."""

    request_id: UUID
