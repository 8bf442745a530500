"""The delivery log: one line per fact told to one person, with the channels it went through."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from uchastie.crm.notifications import access
from uchastie.crm.notifications.guards import directory
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Audience, Channel, Outcome, State
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

TABS = ("all", "failed", "waiting", "fallback")
COUNTED = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the last seven days."""

    all: int
    reached: int
    failed: int
    waiting: int
    fallback: int


def list_log(actor: Actor, *, tab: str = "all", text: str = "") -> QuerySet[Message]:
    """Newest first; `text` is a number, a name or a phone."""
    rows = _heads(actor)
    if tab == "failed":
        rows = rows.filter(outcome=Outcome.FAILED)
    elif tab == "waiting":
        rows = rows.filter(outcome=Outcome.WAITING)
    elif tab == "fallback":
        rows = rows.filter(_by_fallback())
    if text.strip():
        rows = rows.filter(_found(actor, text.strip()[:100]))
    return rows.prefetch_related(_ways())


def get_logged(actor: Actor, message_id: UUID) -> Message:
    found = _heads(actor).filter(pk=message_id).select_related("version__by").prefetch_related(_ways()).first()
    if found is None:
        raise NotSeen
    return found


def not_arrived() -> Q:
    """Heads of messages to people that no channel has carried and nobody has opened."""
    lost = Q(outcome__in=[Outcome.FAILED, Outcome.PLACED], read_at__isnull=True)
    return lost & Q(channel=Channel.CABINET, audience=Audience.PERSON)


def list_not_arrived(unit_id: UUID, events: Collection[str], since: dt.datetime) -> "QuerySet[Message, UUID]":
    """The objects of such messages, to be asked inside another statement."""
    rows = Message.objects.filter(not_arrived(), unit_id=unit_id, event__in=events, created_at__gte=since)
    return rows.values_list("about_id", flat=True)


def count_log(actor: Actor) -> Counts:
    rows = _heads(actor).filter(created_at__gte=clock.now() - COUNTED)
    found = rows.aggregate(
        all=Count("pk"),
        reached=Count("pk", filter=Q(outcome__in=[Outcome.REACHED, Outcome.PLACED])),
        failed=Count("pk", filter=Q(outcome=Outcome.FAILED)),
        waiting=Count("pk", filter=Q(outcome=Outcome.WAITING)),
    )
    return Counts(**found, fallback=rows.filter(_by_fallback()).count())


def count_lost_letters(actor: Actor) -> int:
    """Codes, invitations and digests of the last seven days that did not leave. Their texts are secret: only how many,
    for those who can put the mail right."""
    if not actor.has_role(*access.FEDERAL):
        return 0
    rows = Message.objects.filter(head=None, state=State.FAILED, created_at__gte=clock.now() - COUNTED)
    return rows.exclude(channel=Channel.CABINET).count()


def _heads(actor: Actor) -> QuerySet[Message]:
    return Message.objects.filter(
        access.log_of(actor), channel=Channel.CABINET, audience=Audience.PERSON
    ).select_related("version")


def _ways() -> "Prefetch[str]":
    used = Message.objects.exclude(state=State.PLANNED).select_related("digest").order_by("place", "pk")
    return Prefetch("ways", queryset=used, to_attr="used")


def _by_fallback() -> Exists:
    """The first channel was not enough."""
    return Exists(Message.objects.filter(head=OuterRef("pk"), place__gt=1).exclude(state=State.PLANNED))


def _found(actor: Actor, text: str) -> Q:
    """By number for everybody; by name and phone only among messages whose people the actor may see."""
    number = Q(about__iexact=text) | Q(about__endswith=text.zfill(6)) if text.isdigit() else Q(about__icontains=text)
    if actor.has_role(*access.FEDERAL):
        return number
    return number | Q(recipient_id__in=directory().matching(text))
