"""Facts the desk announces."""

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
