"""The one door to people: `notify` tells a fact in the transaction of the fact, `send_letter` sends a letter by itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from uchastie.crm.notifications import queries
from uchastie.crm.notifications.actions import ways
from uchastie.crm.notifications.guards import directory
from uchastie.crm.notifications.models import Choice, Message
from uchastie.crm.notifications.rules import (
    QUIET,
    Audience,
    Channel,
    Event,
    Outcome,
    Recipient,
    State,
    breaks_silence,
    earliest,
    event_of,
    fill,
    message_key,
    one_line,
    render,
)
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import fresh, insert

PUSH_ABOUT = "У вас новое сообщение о заявке {номер}"
ON_PAGE = {"channel": Channel.CABINET, "state": State.PLACED}
PUSH_PLAIN = "У вас новое сообщение"


@transaction.atomic
def notify(
    *,
    event: str,
    about_id: UUID,
    to: Recipient,
    unit_id: UUID | None = None,
    number: str = "",
    values: Mapping[str, str] | None = None,
    url: str = "",
    occasion: str = "",
    meeting_at: dt.datetime | None = None,
) -> bool:
    """Tell one person a fact: on the own page at once, and through one channel after another until one arrives.

    `event` is a code of the registry; `to` comes from `queries.person` or `queries.staff`. `values` fill the
    placeholders of the event, `number` says how people call the object, `url` is the path where it is opened, when it is not the recipient's own page of the object. The same
    event about the same object is told to one person once; what happens many times has an `occasion` («2026-11-27»).
    `meeting_at`: the time that was promised, when a meeting is moved or cancelled. False: it was told before."""
    what, url = event_of(event), url or to.url
    words = _words(what, to, number, url, values or {})
    text, version = queries.template_of(event)
    choice = queries.choice_of(to.id)
    chain = queries.plan(what, to, choice)
    head = fresh(
        Message,
        key=message_key(event, str(about_id), Channel.CABINET, to=str(to.id), occasion=occasion),
        subject=one_line(fill(text.subject, words)),
        body=render(text.body, words),
        version=version,
        url=url,
        about=number,
        outcome=Outcome.WAITING if chain else Outcome.PLACED,
        **_about(event, about_id, to, unit_id),
        **ON_PAGE | {"zone": to.zone},
    )
    if not _write(head):
        return False
    planned = [_way(head, channel, place, to, fill(text.sms, words)) for place, channel in enumerate(chain, start=1)]
    ways.begin(head, planned, not_before=_not_before(what, to, choice, meeting_at))
    return True


@transaction.atomic
def send_letter(*, event: str, about_id: UUID, email: str, subject: str, body: str, secret: bool = True) -> None:
    """A letter and nothing else, each call a new one: sign-in codes, invitations, links to choose a password.

    The text of a secret one is wiped when it has left (not in a demonstration, where the letter is read here)."""
    _send(Channel.EMAIL, event, about_id, address=email, subject=one_line(subject), body=body, secret=secret)


@transaction.atomic
def send_sms(*, event: str, about_id: UUID, phone: str, body: str, secret: bool = True) -> None:
    """The same by SMS. Ask `queries.has_sms()` first: without a gateway it would only be written down."""
    _send(Channel.SMS, event, about_id, address=phone, subject="СМС", body=body, secret=secret)


def _send(channel: Channel, event: str, about_id: UUID, **values: Any) -> None:
    message = Message(
        key=message_key(event, str(about_id), channel, occasion=str(new_id())),
        event=event,
        channel=channel,
        about_id=about_id,
        created_at=clock.now(),
        **values,
    )
    if _write(message):
        ways.post(message)


@transaction.atomic
def ask_to_call(message_id: UUID) -> None:
    """No channel is left, or there was none: somebody of the centre has to call. Of many who were to be told the same
    the staff get one task a day, not a bell for each."""
    head = Message.objects.get(pk=message_id)
    common = directory().common(head.about_id)
    for user_id in directory().answerable(head.about_id, head.unit_id):
        employee = directory().staff(user_id, unit_id=head.unit_id)
        if employee is not None:
            notify(
                event="calls_needed" if common else "call_needed",
                about_id=common or head.about_id,
                to=employee,
                unit_id=head.unit_id,
                number=head.about,
                values={"о чём": event_of(head.event).title},
                url=directory().address(head.about_id),
                occasion=f"{head.event}:{head.created_at:%Y-%m-%d}" if common else str(head.pk),
            )


@transaction.atomic
def note_call(about_id: UUID) -> int:
    """Somebody has called and told: what had not arrived about this object has arrived now. How many messages."""
    lost = Message.objects.filter(queries.not_arrived(), about_id=about_id)
    return lost.update(outcome=Outcome.REACHED, read_at=clock.now())


def _words(what: Event, to: Recipient, number: str, url: str, values: Mapping[str, str]) -> dict[str, str]:
    """A value that nobody gave is empty, and its line is left out; one the event does not know is a fault of ours."""
    unknown = set(values) - set(what.allowed)
    if unknown:
        raise ValueError(f"{what.code}: no such placeholder: {', '.join(sorted(unknown))}")
    link = {"ссылка": settings.SITE_URL + url} if url else {}
    known = dict.fromkeys(what.allowed, "") | {name: to.values.get(name, "") for name in what.allowed}
    return known | {name: str(value) for name, value in values.items()} | link | ({"номер": number} if number else {})


def _about(event: str, about_id: UUID, to: Recipient, unit_id: UUID | None) -> dict[str, Any]:
    return {
        "event": event,
        "about_id": about_id,
        "unit_id": unit_id,
        "audience": to.audience,
        "recipient_id": to.id,
        "created_at": clock.now(),
    }


def _way(head: Message, channel: Channel, place: int, to: Recipient, sms: str) -> Message:
    """The same fact for another channel; into a push goes nothing personal."""
    push = PUSH_ABOUT.format(номер=head.about) if head.about else PUSH_PLAIN
    body = {Channel.EMAIL: head.body, Channel.SMS: sms, Channel.PUSH: push}[channel]
    address = {Channel.EMAIL: to.email, Channel.SMS: to.phone}.get(channel, "")
    return fresh(
        Message,
        key=f"{head.key.rpartition(':')[0]}:{channel}",
        channel=channel,
        place=place,
        head=head,
        subject=head.subject,
        body=body,
        version=head.version,
        address=address,
        url=head.url,
        about=head.about,
        state=State.PLANNED,
        **_about(head.event, head.about_id, to, head.unit_id),
    )


def _not_before(what: Event, to: Recipient, choice: Choice, meeting_at: dt.datetime | None) -> dt.datetime | None:
    now = clock.now()
    if to.audience is Audience.STAFF:
        return to.free_at if to.free_at and to.free_at > now else None
    if what.asked or (what.breaks_silence and breaks_silence(now, to.zone, meeting_at)):
        return None
    return earliest(now, to.zone, queries.quiet_of(choice) or QUIET)


def _write(message: Message) -> bool:
    """False when this has been written before."""
    return insert(message, or_ignore=True)
