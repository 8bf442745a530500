"""Texts: the newest version the federal team has written, else the original of the registry."""

from django.db.models import CharField

from uchastie.crm.notifications.models import TemplateVersion
from uchastie.crm.notifications.rules import EVENTS, Text, event_of
from uchastie.kernel.prepared import Prepared

_NEWEST = Prepared(lambda event: TemplateVersion.objects.filter(event=event).order_by("-number")[:1], event=CharField())


def template_of(event: str) -> tuple[Text, TemplateVersion | None]:
    """The words in force and the version they belong to; None is the original."""
    newest = _NEWEST.first(event=event)
    if newest is None:
        return event_of(event).text, None
    if newest.original:
        return event_of(event).text, newest
    return Text(newest.subject, newest.body, newest.sms), newest


def list_versions(event: str) -> list[TemplateVersion]:
    return list(TemplateVersion.objects.filter(event=event).select_related("by").order_by("-number"))


def count_versions() -> dict[str, int]:
    """Number of the version in force, by event; 1 is the original."""
    numbers = dict.fromkeys(EVENTS, 1)
    for event, number in TemplateVersion.objects.order_by("number").values_list("event", "number"):
        numbers[event] = number
    return numbers
