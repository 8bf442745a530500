"""QR codes of a centre: the list, posters, making and revoking."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.feedback import access, actions, queries
from uchastie.crm.feedback.access import READERS
from uchastie.crm.feedback.forms import PlaceForm
from uchastie.crm.feedback.rules import PLACE_KIND_NAMES
from uchastie.crm.feedback.views import posters
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@page(*READERS)
def places(request: Request) -> HttpResponseBase:
    unit, actor = request.unit, request.actor
    head = access.may_answer(actor, unit.path) and unit.kind == "centre"
    if request.method == "POST":
        access.require_answerer(actor, unit.path)
    form = PlaceForm(request.POST or None, targets=queries.list_targets(actor, unit)) if head else None
    if request.method == "POST" and form and form.is_valid():
        with refusal_on_form(form):
            place = actions.make_place(actor=actor, unit=unit, **form.cleaned())
            messages.success(request, "Код готов. Напечатайте объявление")
            return redirect("feedback:place", place.pk)
    context = {"places": queries.list_places(actor, unit), "form": form, "KINDS": PLACE_KIND_NAMES}
    return render(request, "feedback/places.html", context, status=status_of(form) if form and form.errors else 200)


@require_safe
@page(*READERS)
def place(request: Request, place_id: UUID) -> HttpResponse:
    """The poster on the screen: as it will be printed."""
    found = queries.get_place(request.actor, place_id)
    context = {
        "place": found,
        "url_": queries.place_url(found),
        "title": posters.TITLE,
        "sentence": posters.SENTENCE,
        "about": posters.about(found),
        "may_revoke": access.may_answer(request.actor, found.unit.path),
        "KINDS": PLACE_KIND_NAMES,
    }
    return render(request, "feedback/place.html", context)


@require_safe
@page(*READERS)
def poster(request: Request, place_id: UUID) -> HttpResponse:
    """PDF, A4 or A5 (`?size=a5`)."""
    found = queries.get_place(request.actor, place_id)
    size = "a5" if request.GET.get("size") == "a5" else "a4"
    made = posters.pdf(found, queries.place_url(found), size)
    return documents.paper_response(made, f"Отзывы {found.code} {size.upper()}")


@require_POST
@page(*READERS)
def revocation(request: Request, place_id: UUID) -> HttpResponseBase:
    actions.revoke_place(actor=request.actor, place_id=place_id)
    messages.success(request, "Код отозван: отзывы по нему больше не принимаем")
    return redirect("feedback:places")
