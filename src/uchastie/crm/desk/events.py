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
