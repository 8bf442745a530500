"""What the desk does when others announce something."""

from typing import Any

from django.http import HttpRequest

from uchastie.crm.appointments.events import AppointmentDue
from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.desk import actions, queries
from uchastie.crm.network.guards import Work
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def close_request_without_consent(event: ConsentWithdrawn) -> None:
    """Without consent nobody works on a request: an open one is closed, a delivered one stays as a fact."""
    if event.about_id is None:
        return
    holder = Actor(ActorKind.HOLDER, id=event.about_id)
    try:
        actions.cancel_by_holder(holder=holder, request_id=event.about_id)
    except NotSeen:
        return  # the consent was given with something that is not a request


def open_work() -> Work:
    """What an employee leads, for the one who lets him go: counted, and handed over with the access."""
    return Work(
        ("заявка", "заявки", "заявок"),
        lambda unit, user_id: queries.led_by(unit, user_id).count(),
        lambda actor, unit, leaver, successor, note: actions.hand_over_all(actor, leaver, successor, unit, note),
    )


def offer_tour(request: HttpRequest, user: Any, **_: Any) -> None:
    """At sign-in: has this person seen the first-day tour? The queue then need not ask."""
    request.session[queries.TOUR_DUE] = not queries.has_seen_tour(Actor(ActorKind.USER, id=user.pk))


def remind_of_meeting(event: AppointmentDue) -> None:
    """In the transaction of the reminder: told once, however often the clock is looked at."""
    try:
        actions.remind_of_meeting(request_id=event.about_id, kind=event.kind)
    except NotSeen:
        return  # the meeting is about something that is not a request
