"""From channel to channel: the first one is sent, the next ones wait for its failure. Every step is one transaction with
the mark of the outbox, so that a killed worker neither loses nor repeats it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.notifications import queries
from uchastie.crm.notifications.events import PersonNotReached
from uchastie.crm.notifications.guards import directory
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import QUIET, Audience, Channel, Outcome, State, earliest, event_of
from uchastie.kernel import bus, clock
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry

EMAIL_TOPIC, PUSH_TOPIC, SMS_TOPIC = "notifications.email", "notifications.push", "notifications.sms"
SILENCE_TOPIC = "notifications.silence"
TOPICS = {Channel.EMAIL: EMAIL_TOPIC, Channel.PUSH: PUSH_TOPIC, Channel.SMS: SMS_TOPIC}
SILENCE = dt.timedelta(minutes=30)  # a push that nobody opens for so long goes on through the next channel


def begin(head: Message, planned: list[Message], *, not_before: dt.datetime | None) -> None:
    """Write the ways and start the first. Without any the message stays on the page."""
    if not planned:
        if _must_arrive(head):
            bus.announce(PersonNotReached(head.pk))
        return
    first = planned[0]
    first.state, first.not_before = State.WAITING, not_before
    if not_before and head.audience == Audience.STAFF:
        _fold(first, not_before)
    Message.objects.bulk_create(planned)
    if first.state == State.WAITING:
        post(first)


def post(message: Message, *, turn: int = 0) -> None:
    """`turn` tells one sending of the same message from another."""
    key = f"letter:{message.pk}{f':{turn}' if turn else ''}"
    outbox.post(TOPICS[Channel(message.channel)], message.pk, key, not_before=message.not_before)


def _fold(line: Message, not_before: dt.datetime) -> None:
    """What comes while the centre is closed makes one letter of the morning, not a storm of them."""
    key = f"digest:{line.recipient_id}:{line.channel}:{not_before:%Y%m%d%H%M}"
    digest = Message(
        key=key,
        event="digest",
        channel=line.channel,
        about_id=line.about_id,
        unit_id=line.unit_id,
        audience=line.audience,
        recipient_id=line.recipient_id,
        address=line.address,
        subject="Утренняя сводка",
        url="/messages/",
        not_before=not_before,
        created_at=clock.now(),
    )
    Message.objects.bulk_create([digest], ignore_conflicts=True)
    kept = Message.objects.only("pk", "channel", "not_before").get(key=key)
    line.digest, line.state = kept, State.FOLDED
    if kept.pk == digest.pk:
        post(digest)


@transaction.atomic
def mark_sent(message_id: UUID, *, left: bool) -> None:
    """The server of the channel took it, or (`left=False`) it was only recorded, because there is no such server."""
    now = clock.now()
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        return
    changes: dict[str, object] = {"state": State.SENT if left else State.RECORDED, "sent_at": now if left else None}
    if message.event == "digest":
        changes |= dict(zip(("subject", "body"), queries.digest_text(message), strict=True))
    Message.objects.filter(pk=message_id).update(**changes)
    if message.secret and not is_demo():
        Message.objects.filter(pk=message_id).update(body="")
    Message.objects.filter(pk__in=_heads(message)).update(outcome=Outcome.REACHED)
    if message.channel == Channel.PUSH and left:
        outbox.post(SILENCE_TOPIC, message.pk, f"silence:{message.pk}", not_before=now + SILENCE)


@transaction.atomic
def mark_failed(message_id: UUID) -> None:
    """The channel has given up; the reason is the one the outbox knows. The next channel begins."""
    entry = OutboxEntry.objects.filter(reference=message_id).order_by("-created_at", "-pk").only("error").first()
    Message.objects.filter(pk=message_id).update(state=State.FAILED, failure=entry.error[:60] if entry else "")
    message = Message.objects.filter(pk=message_id).first()
    if message is not None:
        for head in Message.objects.filter(pk__in=_heads(message)):
            go_on(head, together=message.event == "digest")


@transaction.atomic
def escalate_silence(message_id: UUID) -> None:
    """Half an hour after a push: not opened, so the next channel, if there is one."""
    push = Message.objects.select_related("head").filter(pk=message_id, read_at=None).first()
    if push is None:
        return
    heads = list(Message.objects.filter(pk__in=_heads(push), read_at=None))
    for head in heads:
        go_on(head, give_up=False, together=push.event == "digest")
    if heads:
        Message.objects.filter(pk=push.pk, head__ways__state=State.WAITING).update(failure="Silent")


def go_on(head: Message, *, give_up: bool = True, together: bool = False) -> None:
    """Start the next planned way of this message, when the reader's hours allow it. Lines that stood `together` in a
    morning push make one letter again, not a storm."""
    following = head.ways.filter(state=State.PLANNED).order_by("place").first()
    if following is None:
        if give_up:
            _give_up(head)
        return
    not_before = _hours_of(head)
    started = Message.objects.filter(pk=following.pk, state=State.PLANNED)
    if together:
        _fold(following, not_before or clock.now())
        started.update(state=State.FOLDED, digest=following.digest)
        Message.objects.filter(pk=head.pk).update(outcome=Outcome.WAITING)
        return
    if started.update(state=State.WAITING, not_before=not_before):
        following.not_before = not_before
        Message.objects.filter(pk=head.pk).update(outcome=Outcome.WAITING)
        post(following, turn=OutboxEntry.objects.filter(reference=following.pk).count())


def _give_up(head: Message) -> None:
    reached = head.ways.filter(state__in=[State.SENT, State.RECORDED]).exclude(failure="Silent").exists()
    if reached or head.ways.filter(state=State.WAITING).exists():
        return
    Message.objects.filter(pk=head.pk).update(outcome=Outcome.FAILED)
    if head.audience == Audience.PERSON and event_of(head.event).important:
        bus.announce(PersonNotReached(head.pk))


def _must_arrive(head: Message) -> bool:
    """A meeting was moved or cancelled and the person has no channel at all: he would come for nothing."""
    return head.audience == Audience.PERSON and event_of(head.event).breaks_silence


def _hours_of(head: Message) -> dt.datetime | None:
    if head.recipient_id is None:
        return None
    if head.audience == Audience.STAFF:
        employee = directory().staff(head.recipient_id, unit_id=head.unit_id)
        return employee.free_at if employee else None
    quiet = queries.quiet_of(queries.choice_of(head.recipient_id)) or QUIET
    return earliest(clock.now(), head.zone or "Europe/Moscow", quiet)


def _heads(message: Message) -> list[UUID]:
    """Of a way its own head; of a morning letter the heads of all its lines."""
    if message.head_id:
        return [message.head_id]
    return list(message.lines.values_list("head_id", flat=True)) if message.event == "digest" else []
