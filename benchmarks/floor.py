"""The floor: the least Django can do for the same work. A bare view with a session and its user, one indexed query,
50 rows, the product's own template engine. It may not be made heavier."""

import datetime as dt
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.insight.models import Rating, Result
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id

SUMS = ("services_kept", "services_known", "place_kept", "place_known", "informing_kept", "informing_known")
FIELDS = ("id", "number", "beneficiary__name", "service__name", "status", "contact_due_at")


def queue(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    assert request.user.is_authenticated
    rows = ServiceRequest.objects.filter(unit_id=unit_id, attention_at__isnull=False)
    rows = rows.order_by("phase", "attention_at", "id").values_list(*FIELDS)[:50]
    return render(request, "floor/queue.html", {"rows": list(rows)})


def card(request: HttpRequest, request_id: UUID) -> HttpResponse:
    assert request.user.is_authenticated
    row = ServiceRequest.objects.filter(pk=request_id).values_list(*FIELDS, "need", "submitted_at").get()
    return render(request, "floor/card.html", {"row": row})


@csrf_exempt
def create(request: HttpRequest, like: UUID) -> HttpResponse:
    """One insert of what the form says, beside an existing request."""
    assert request.user.is_authenticated
    now = clock.now()
    due = now + dt.timedelta(days=2)
    made = ServiceRequest(
        id=new_id(),
        number=f"F{uuid4().hex[:19]}",
        unit_id=request.POST["unit"],
        service_id=request.POST["service"],
        regulation_id=request.POST["regulation"],
        beneficiary_id=request.POST["beneficiary"],
        channel="visit",
        need=request.POST["need"],
        preferred_way="phone",
        submitted_at=now,
        contact_due_at=due,
        attention_at=due,
    )
    made.save(force_insert=True)
    return redirect(f"/card/{made.pk}/")


def figures(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """A year of every norm of a centre, as it stands in the table."""
    assert request.user.is_authenticated
    rows = Result.objects.filter(unit_id=unit_id, span="month", first__gt=clock.now().date() - dt.timedelta(days=365))
    rows = rows.order_by("norm", "first").values_list("norm__name", "first", "fact", "whole", "plan", "met")
    return render(request, "floor/figures.html", {"rows": list(rows)})


def rated(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The centres of a headquarters in one month: fifty lines."""
    assert request.user.is_authenticated
    path_of = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    rows = Rating.objects.filter(first=clock.now().date().replace(day=1), path__startswith=path_of)
    rows = rows.order_by("place", "id").values_list("unit__name", "unit__town", "care", *SUMS)[:50]
    return render(request, "floor/rated.html", {"rows": list(rows)})


urlpatterns = [
    path("queue/<uuid:unit_id>/", queue),
    path("card/<uuid:request_id>/", card),
    path("create/<uuid:like>/", create),
    path("figures/<uuid:unit_id>/", figures),
    path("rated/<uuid:unit_id>/", rated),
]
