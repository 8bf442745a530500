"""For everybody: the calendar of a centre, one event, registration with the consent on its own page.

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.events import actions, queries, rules
from uchastie.crm.events.actions import Sender
from uchastie.crm.events.forms import GuestForm
from uchastie.crm.events.models import Event
from uchastie.crm.events.views import present
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page
from uchastie.ui.agree import AgreeForm
from uchastie.ui.application import Application


@page.public
@require_safe
def calendar(request: Request, slug: str) -> HttpResponse:
    """The coming events; with `?year=` the whole year, which prints on one sheet."""
    centre = network.get_centre(slug)
    today = clock.today(centre.zone)
    year = present.year_of(request.GET.get("year", ""), 0)
    if year:
        months = present.months(queries.list_published(centre, year), today, year)
        context: dict[str, Any] = {
            "centre": centre,
            "year": year,
            "months": months,
            "this_year": today.year,
            "publication": queries.get_publication(centre, year),
        }
        return render(request, "events/public/year.html", context)
    shown = queries.list_coming(centre, after=request.GET.get("after") or None)
    context = {
        "centre": centre,
        "events": [queries.tell(event) for event in shown.items],
        "after_url": f"?after={shown.after}" if shown.after else "",
        "this_year": today.year,
        "feed": request.build_absolute_uri(reverse("events:feed", args=[slug])),
    }
    return render(request, "events/public/calendar.html", context)


@page.public
@require_safe
def feed(request: Request, slug: str) -> HttpResponseBase:
    """Calendars ask every half hour: what has not changed is answered in a few bytes."""
    centre = network.get_centre(slug)
    etag = queries.feed_tag(centre)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    answer = present.calendar_answer(queries.list_for_feed(centre), name=f"События: {centre.name}")
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    return answer


@page.public
@require_safe
def one_file(request: Request, code: str) -> HttpResponse:
    """«В календарь»: this event alone."""
    event = queries.get_public(code)
    return present.calendar_answer([event], name=event.title)


class EventApplication(Application[GuestForm]):
    limit = "event-registration"
    too_many = "С вашего адреса пришло слишком много записей. Подождите час или позвоните в центр."

    def __init__(self, request: Request, code: str) -> None:
        super().__init__(request)
        self.code = code

    @cached_property
    def event(self) -> Event:
        return queries.get_public(self.code)

    def start(self) -> str:
        return reverse("events:event", args=[self.code])

    def form(self, **kwargs: Any) -> GuestForm:
        return GuestForm(min_age=self.event.min_age, **kwargs)

    def show_form(self, form: GuestForm, *, status: int = 200, registered: bool = False) -> HttpResponse:
        event = self.event
        context = {
            "event": event,
            "centre": event.unit,
            "told": queries.tell(event),
            "form": form,
            "opened": present.is_open(event),
            "left": rules.seats_left(event.places, event.taken),
            "registered": registered,
        }
        return render(self.request, "events/public/event.html", context, status=status)

    def show_consent(self, form: GuestForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        unit = self.event.unit
        document = consents.document_of(consents.current_text(Purpose.EVENT), unit, clock.today(unit.zone))
        context = {"event": self.event, "centre": unit, "form": form, "agree": agree, "document": document}
        return render(self.request, "events/public/consent.html", context, status=status)

    def keep(self, form: GuestForm, **sender: Any) -> HttpResponseBase:
        made = actions.register_guest(event_id=self.event.pk, guest=form.guest(), sender=Sender(**sender))
        return redirect("events:own", queries.own_token(made.pk))

    def sent_already(self, form: GuestForm) -> HttpResponseBase:
        """Whoever types somebody's name and telephone learns nothing more: the link goes to the contact on record."""
        return self.show_form(self.form(), status=409, registered=True)


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: Request, code: str) -> HttpResponse:
    """The page of an event with the form; by POST, the form as it was left («Вернуться»)."""
    application = EventApplication(request, code)
    return application.show_form(application.form(initial=request.POST.dict() if request.method == "POST" else {}))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request, code: str) -> HttpResponseBase:
    return EventApplication(request, code).ask_consent()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request, code: str) -> HttpResponseBase:
    return EventApplication(request, code).submit()
