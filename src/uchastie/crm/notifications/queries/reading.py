"""Reads of messages. They hold what was written to people: the caller has shown that he may see what they are about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Channel, State
from uchastie.ui import text


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
    hidden = [State.PLANNED, State.WITHDRAWN]
    return Message.objects.filter(about_id=about_id).exclude(state__in=hidden).order_by("-created_at", "-pk")


def list_placed(recipient_ids: Collection[UUID]) -> QuerySet[Message]:
    """What stands on the own page of a person (of all cards of one person), or behind the bell of an employee."""
    rows = Message.objects.filter(recipient_id__in=recipient_ids, channel=Channel.CABINET)
    return rows.exclude(state=State.WITHDRAWN)


def list_all() -> QuerySet[Message]:
    """For the page of a demonstration, where all people are invented. Newest first is by "created_at": a demo writes of the past."""
    return Message.objects.exclude(state=State.PLANNED)


def get_letter(message_id: UUID) -> Message | None:
    """A letter on its way out; None when it has been erased meanwhile."""
    return Message.objects.filter(pk=message_id).first()


def has_next(message: Message) -> bool:
    """Is there another channel planned for what this message says?"""
    heads = [message.head_id] if message.head_id else list(message.lines.values_list("head_id", flat=True))
    return Message.objects.filter(head_id__in=heads, state=State.PLANNED).exists()


def as_told(messages: Iterable[Message]) -> list[Told]:
    """Neighbours with the same text are one thing told through several channels."""
    same = groupby(messages, key=lambda message: (message.about_id, message.subject, message.body))
    return [Told(tuple(ways)) for _, ways in same]


def digest_text(digest: Message) -> tuple[str, str]:
    """Subject and body of a morning letter. A single line needs no summary: it goes in its own words."""
    heads = [line.head for line in digest.lines.select_related("head").order_by("created_at", "pk") if line.head]
    if len(heads) == 1:
        return heads[0].subject, heads[0].body
    count = text.plural(len(heads), "сообщение", "сообщения", "сообщений")
    listed = "\n".join(f"— {head.subject}" for head in heads)
    link = f"{settings.SITE_URL}/messages/"
    return (
        f"Пока центр был закрыт: {count}",
        f"Доброе утро!\n\nПока центр был закрыт, пришло:\n{listed}\n\nПрочитать всё:\n{link}",
    )
