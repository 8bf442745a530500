"""The employee's meetings in a calendar of his own: a secret address, and the page that makes it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.appointments import access, actions, queries
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.rules import State
from uchastie.crm.appointments.rules.calendars import Meeting, write_feed
from uchastie.kernel.web import Request, page

TYPE = "text/calendar; charset=utf-8"


@require_safe
@page.public
def feed(request: Request, token: str) -> HttpResponseBase:
    """Calendars ask every half hour: what has not changed is answered in a few bytes."""
    owner = queries.get_feed_owner(token)
    state = queries.state_of_feed(owner.pk)
    changed = f"{state['changed']:%Y%m%d%H%M%S%f}" if state["changed"] else "0"
    etag = f'"{state["count"]}-{state["changes"] or 0}-{changed}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    answer = HttpResponse(write_feed(map(meeting_of, queries.list_for_feed(owner.pk))), content_type=TYPE)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def meeting_of(row: Appointment) -> Meeting:
    """As calendars know it. The number of the request is in the title, who comes is not."""
    return Meeting(
        uid=row.uid,
        sequence=row.sequence,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.unit.tz,
        changed_at=row.updated_at,
        place=row.room.name if row.room else "",
        cancelled=row.state == State.CANCELLED,
    )


@require_safe
@page(*access.WORKERS)
@never_cache
def subscription(request: Request) -> HttpResponse:
    return render(request, "appointments/subscription.html", {"known": queries.find_feed(request.actor), "address": ""})


@require_POST
@page(*access.WORKERS)
@never_cache
def new_feed(request: Request) -> HttpResponse:
    """The address is shown once, on this answer; only its digest is kept."""
    token = actions.make_feed(request.actor)
    address = settings.SITE_URL + reverse("appointments:feed", args=[token])
    context = {"known": queries.find_feed(request.actor), "address": address}
    return render(request, "appointments/subscription.html", context)


@require_POST
@page(*access.WORKERS)
def feed_removal(request: Request) -> HttpResponse:
    done = actions.revoke_feed(request.actor)
    messages.success(request, "Адрес больше не работает" if done else "Адреса и не было")
    return redirect("appointments:subscription")
