"""What a person or an employee has chosen, and the plan of channels that follows from it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import UUIDField

from uchastie.crm.notifications.models import Choice
from uchastie.crm.notifications.queries.channels import usable_channels
from uchastie.crm.notifications.rules import Audience, Channel, Event, Quiet, Recipient, chain_of
from uchastie.kernel.prepared import Prepared

_CHOICE = Prepared(lambda recipient: Choice.objects.filter(recipient_id=recipient), recipient=UUIDField())


def choice_of(recipient_id: UUID) -> Choice:
    """The row, or an empty one: the defaults."""
    return _CHOICE.first(recipient=recipient_id) or Choice(recipient_id=recipient_id)


def quiet_of(choice: Choice) -> Quiet | None:
    if choice.quiet_since is None or choice.quiet_until is None:
        return None
    return Quiet(choice.quiet_since, choice.quiet_until)


def chosen_for(event: Event, choice: Choice) -> Collection[Channel]:
    """An important event never loses its last channel: with nothing chosen it keeps the channels it came with."""
    named = choice.channels.get(event.topic)
    if named is None:
        return event.channels
    chosen = {Channel(name) for name in named if name in set(Channel)}
    return chosen or (event.channels if event.important else frozenset())


def plan(event: Event, to: Recipient, choice: Choice) -> list[Channel]:
    """The channels in the order they will be tried."""
    if to.reminders_off and not event.important:
        return []
    ways = reachable(to, choice)
    chain = chain_of(chosen_for(event, choice), ways)
    return chain_of(event.channels, ways) if event.important and not chain else chain


def reachable(to: Recipient, choice: Choice) -> set[Channel]:
    """What this person has, and this installation too."""
    has = {Channel.EMAIL} if to.email else set()
    if choice.devices:
        has.add(Channel.PUSH)
    if to.phone and to.audience is Audience.PERSON:
        has.add(Channel.SMS)
    return has & usable_channels() if has else has
