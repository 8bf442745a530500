"""The checklist of the premises with pictures, the look at the public page, what to know of the place."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.licensing import access, actions, queries, rules
from uchastie.crm.licensing.forms.places import CheckForm, NoteForm
from uchastie.crm.licensing.rules import Item
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UNIT_KIND_NAMES, UnitKind
from uchastie.crm.training import queries as training
from uchastie.crm.training.rules import SUBJECT_NAMES
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

PICTURES = "image/jpeg,image/png,image/webp"


@page(*STAFF)
@require_safe
def premises(request: Request, slug: str) -> HttpResponse:
    """A69-A71: what is ready, proved by pictures, and what the public page lacks."""
    return _page(request, _centre(request, slug))


@page(*access.WORKERS)
@require_safe
def here(request: Request) -> HttpResponse:
    """Of the centre one works in."""
    return _page(request, _centre(request, request.unit.slug))


@page(*access.WORKERS)
@require_POST
def check(request: Request, slug: str) -> HttpResponse:
    centre = _centre(request, slug)
    form = CheckForm(request.POST, request.FILES, auto_id=f"{request.POST.get('item', '')[:20]}_%s")
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            actions.mark_item(
                request.actor,
                centre,
                item=Item(data["item"]),
                ready=data["ready"] == "yes",
                note=data["note"],
                photo=data["photo"],
            )
            messages.success(request, "Записано")
            return redirect("licensing:premises", slug)
    return _page(request, centre, wrong=form, status=status_of(form))


@page(*access.WORKERS)
@require_POST
def page_check(request: Request, slug: str) -> HttpResponse:
    row = actions.check_page(request.actor, _centre(request, slug))
    messages.success(request, "Проверка записана: всё на месте" if row.ready else "Проверка записана")
    return redirect("licensing:premises", slug)


def _centre(request: Request, slug: str) -> Unit:
    unit = network.get_unit_by_slug(request.actor, slug)
    if unit.kind != UnitKind.CENTRE:
        raise NotSeen
    return unit


def _page(request: Request, centre: Unit, *, wrong: CheckForm | None = None, status: int = 200) -> HttpResponse:
    checks, looked = queries.list_checks(centre)
    learners = training.list_learners(request.actor, centre)
    context: dict[str, Any] = {
        "centre": centre,
        "lines": [(one, _form(one, wrong)) for one in checks],
        "ready": sum(bool(one.row and one.row.ready) for one in checks),
        "looked": looked,
        "missing": rules.missing_of_page(queries.page_facts(centre)),
        "untrained": [one for one in learners if one.missing],
        "staff": len(learners),
        "keeps": access.may_keep_premises(request.actor, centre),
        "PICTURES": PICTURES,
        "SUBJECTS": SUBJECT_NAMES,
    }
    return render(request, "licensing/premises.html", context, status=status)


def _form(one: queries.Check, wrong: CheckForm | None) -> CheckForm:
    """The form of this item: the one that was sent, when it came back."""
    if wrong is not None and wrong.data.get("item") == one.item:
        return wrong
    ready = {True: "yes", False: "no"}[one.row.ready] if one.row else None
    return CheckForm(
        initial={"item": one.item, "ready": ready, "note": one.row.note if one.row else ""}, auto_id=f"{one.item}_%s"
    )


@page(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request) -> HttpResponse:
    """A72: volunteering in the country, the region and the town, each told by its own level."""
    form = NoteForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        with refusal_on_form(form):
            actions.write_note(request.actor, request.unit, **form.cleaned_data)
            messages.success(request, "Сохранено")
            return redirect("licensing:place")
    places = queries.list_notes(request.actor, request.unit)
    own = places[-1]
    shown = form or NoteForm(
        initial={"text": own.note.text if own.note else "", "version": own.note.version if own.note else 0}
    )
    context = {"places": places, "own": own, "form": shown, "KINDS": UNIT_KIND_NAMES}
    return render(request, "licensing/place.html", context, status=status_of(form) if form else 200)
