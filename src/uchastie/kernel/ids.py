"""Public ids: UUIDv7, made here because not every database makes them. They sort by time of creation."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()
