"""Staff: the calendar of the year, its publication, its paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.events import access, actions, queries
from uchastie.crm.events.forms import YearForm
from uchastie.crm.events.rules import State
from uchastie.crm.events.views import present
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*access.READERS)
def year(request: Request) -> HttpResponse:
    """«Календарь года» of the unit one works in."""
    today = clock.today(request.unit.zone)
    shown = present.year_of(request.GET.get("year", ""), today.year)
    return _year(request, shown, YearForm(initial={"year": shown}))


@require_POST
@page(*access.WORKERS)
def year_publication(request: Request) -> HttpResponseBase:
    """«Опубликовать календарь года»."""
    unit, form = request.unit, YearForm(request.POST)
    shown = present.year_of(request.POST.get("year", ""), clock.today(unit.zone).year)
    if form.is_valid():
        with refusal_on_form(form):
            link = form.cleaned_data["link"]
            actions.publish_year(actor=request.actor, unit=unit, year=form.cleaned_data["year"], link=link)
            messages.success(request, "Календарь опубликован: он на странице центра и у тех, кто подписался")
            return redirect(f"{reverse('events:year')}?year={shown}")
    return _year(request, shown, form, status=status_of(form))


def _year(request: Request, shown: int, form: YearForm, *, status: int = 200) -> HttpResponse:
    unit, actor = request.unit, request.actor
    today = clock.today(unit.zone)
    events = queries.list_year(actor, unit, shown)
    came = queries.count_came([event.pk for event in events if event.state in {State.PUBLISHED, State.HELD}])
    counts = queries.count_years(actor, unit)
    coming = [event for event in events if event.state == State.DRAFT and event.ends_at > clock.now()]
    context = {
        "year": shown,
        "this_year": today.year,
        "years": [(one, counts.get(one, 0)) for one in sorted({*counts, shown, today.year, today.year + 1})],
        "months": present.months(events, today, shown, came),
        "planned": sum(event.state != State.CANCELLED for event in events),
        "held": sum(event.state == State.HELD for event in events),
        "people": sum(came.values()),
        "drafts": len(coming),
        "unmarked": [event for event in events if event.state == State.HELD and not came.get(event.pk)],
        "publication": queries.get_publication(unit, shown),
        "may_publish": shown in {today.year, today.year + 1},
        "form": form,
        "works": access.may_work(actor, unit.path) and unit.kind == "centre",
        "centre": unit,
        "feed": request.build_absolute_uri(reverse("events:feed", args=[unit.slug])),
    }
    return render(request, "events/year.html", context, status=status)


@require_safe
@page(*access.READERS)
def paper(request: Request) -> HttpResponse:
    """The year as a sheet for the wall; drafts stay at home."""
    unit = request.unit
    shown = present.year_of(request.GET.get("year", ""), clock.today(unit.zone).year)
    access.require_reader(request.actor, unit.path)
    return documents.paper_response(documents.render_pdf("events/year", _sheet(unit, shown)), f"События {shown}")


def _sheet(unit: Unit, shown: int) -> dict[str, Any]:
    months = present.months(queries.list_published(unit, shown), clock.today(unit.zone), shown)
    told = [
        (
            month.name,
            [
                (str(one.event.day.day), one.event.title, one.when, one.event.where)
                for one in month.events
                if one.event.state != State.CANCELLED
            ],
        )
        for month in months
    ]
    return {"title": f"События на {shown} год", "centre": unit.name, "place": unit.place, "months": told}
