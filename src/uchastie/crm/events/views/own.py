"""The person's own page of a registration: the code for the door, giving up the place, the consent."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.consents import actions as consent_actions
from uchastie.crm.consents import queries as consents
from uchastie.crm.events import actions, queries
from uchastie.crm.events.models import Registration
from uchastie.crm.events.rules import State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request

own_page = by_link(queries.registration_of_token, bad="events/public/bad_link.html")


@own_page
@require_safe
def own(request: Request, token: str, holder: Actor, found: Registration) -> HttpResponse:
    """The QR code is shown while it can be of use; it opens nothing but the mark at the door."""
    event = found.event
    context = {
        "token": token,
        "event": event,
        "centre": event.unit,
        "told": queries.tell(event),
        "registration": found,
        "over": event.state != State.PUBLISHED,
        "door": queries.door_url(found.pk),
        "mark": queries.find_mark(event, found.person_id),
        "given": consents.consent_about(found.pk),
    }
    return render(request, "events/public/own.html", context)


@own_page
@require_POST
def giving_up(request: Request, token: str, holder: Actor, found: Registration) -> HttpResponseBase:
    actions.give_up(actor=holder, registration_id=found.pk)
    messages.success(request, "Запись отменена, место займёт другой")
    return redirect("events:own", token)


@own_page
@require_POST
def consent_withdrawal(request: Request, token: str, holder: Actor, found: Registration) -> HttpResponseBase:
    """The place is free at once; what is kept is erased as the document says."""
    given = consents.consent_about(found.pk)
    if given is None:
        raise NotSeen
    consent_actions.withdraw(holder, consent_id=given.pk)
    messages.success(request, "Согласие отозвано, запись отменена")
    return redirect("events:own", token)
