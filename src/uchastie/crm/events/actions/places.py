"""Places: taken by one conditional UPDATE, given on in the order of the waiting list."""

from django.db.models import F, Q

from uchastie.crm.events.actions import letters
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.events.rules import Standing, State
from uchastie.kernel import clock

MOST_PROMOTED = 200


def take(event: Event, people: int) -> bool:
    """All of them or none."""
    rows = Event.objects.filter(Q(places__isnull=True) | Q(taken__lte=F("places") - people), pk=event.pk)
    if not rows.update(taken=F("taken") + people):
        return False
    event.taken += people
    return True


def give_back(event: Event, people: int) -> None:
    Event.objects.filter(pk=event.pk, taken__gte=people).update(taken=F("taken") - people)
    event.taken = max(0, event.taken - people)


def promote(event: Event) -> list[Registration]:
    """Who waits longest and fits gets the free places and is told. The caller holds the event."""
    if event.state != State.PUBLISHED or event.ends_at <= clock.now():
        return []
    waiting = event.registrations.filter(standing=Standing.WAITING).order_by("made_at", "id")[:MOST_PROMOTED]
    placed = []
    for registration in waiting:
        if event.places is not None and event.taken >= event.places:
            break
        if take(event, registration.people):
            registration.standing, registration.placed_at = Standing.GOING, clock.now()
            registration.save(update_fields=["standing", "placed_at"])
            letters.tell(registration, event, "event_place")
            placed.append(registration)
    return placed
