"""Reads of messages. They hold what was written to people: the caller has shown that he may see what they are about."""

from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.notifications.models import Message


def list_about(about_id: UUID) -> QuerySet[Message]:
    """Everything written about one object, newest first. Ask only about an object the actor has got from its own
    capability's queries."""
    return Message.objects.filter(about_id=about_id).order_by("-created_at", "-pk")


def list_all() -> QuerySet[Message]:
    """For the page of a demonstration, where all people are invented. Order by "-id": ids grow with time."""
    return Message.objects.all()


def get_letter(message_id: UUID) -> Message | None:
    """A letter on its way out; None when it has been erased meanwhile."""
    return Message.objects.filter(pk=message_id).first()
