"""Reads of messages. They hold what was written to people: the caller has shown that he may see what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Told:
    """One text and the ways it went."""

    ways: tuple[Message, ...]

    @property
    def text(self) -> Message:
        return self.ways[0]


def list_about(about_id: UUID) -> QuerySet[Message]:
    """Everything written about one object, newest first. Ask only about an object the actor has got from its own
    capability's queries."""
    return Message.objects.filter(about_id=about_id).order_by("-created_at", "-pk")


def list_all() -> QuerySet[Message]:
    """For the page of a demonstration, where all people are invented. Newest first is by "created_at": a demo writes of the past."""
    return Message.objects.all()


def get_letter(message_id: UUID) -> Message | None:
    """A letter on its way out; None when it has been erased meanwhile."""
    return Message.objects.filter(pk=message_id).first()


def as_told(messages: Iterable[Message]) -> list[Told]:
    """Neighbours with the same text are one thing told through several channels."""
    same = groupby(messages, key=lambda message: (message.about_id, message.subject, message.body))
    return [Told(tuple(ways)) for _, ways in same]
