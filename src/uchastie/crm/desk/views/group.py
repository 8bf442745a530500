"""«Добавить группу»: one consultation, many people."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk.access import READERS, WORKERS
from uchastie.crm.desk.actions.group import serve_group
from uchastie.crm.desk.forms.group import GroupForm, edited, rows_of
from uchastie.crm.desk.forms.staff import done_of
from uchastie.crm.desk.queries import counter, groups
from uchastie.crm.desk.rules import GROUP_LIMIT, DraftForm
from uchastie.crm.desk.rules.gathering import Participant
from uchastie.crm.desk.views.keeping import keep_typed
from uchastie.crm.desk.views.matches import matches
from uchastie.crm.licensing import queries as licensing
from uchastie.kernel.errors import Conflict
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

EDITS = ("parse", "remove", "take", "new", "find")


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WORKERS)
def group(request: Request) -> HttpResponseBase:
    """The whole form; its small buttons change the list of people and nothing else."""
    if "keep" in request.POST:
        return keep_typed(request, DraftForm.GROUP)
    if request.method != "POST" or any(name in request.POST for name in EDITS):
        return show(request, request.POST)
    form, rows = form_of(request, request.POST, bound=True), rows_of(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = serve_group(
                actor=request.actor,
                unit=request.unit,
                service_code=form.cleaned_data["service"],
                gathering=form.gathering(rows),
                done=done_of(form.cleaned_data),
                key=form.cleaned_data["key"],
            )
            messages.success(request, "Группа сохранена")
            return redirect("desk:gathered", made.pk)
        if isinstance(form.refused, Conflict):
            form.data = {**form.data.dict(), "key": new_id().hex}
    return _render(request, form, rows, status=status_of(form))


def form_of(request: Request, typed: QueryDict, *, bound: bool = False) -> GroupForm:
    services = licensing.list_to_choose(request.unit)
    topics = catalogue.list_topics_of(services)
    if bound:
        return GroupForm(typed, services=services, topics=topics)
    return GroupForm(services=services, topics=topics, initial={"key": new_id().hex} | typed.dict())


def show(request: Request, typed: QueryDict) -> HttpResponse:
    """The form with what is typed so far (or in a draft), not judged yet."""
    rows, repeats = edited(typed)
    form = form_of(request, typed)
    if "parse" in typed:
        form.initial["people"] = ""
    if "take" in typed or "new" in typed:
        form.initial["who"] = ""
    return _render(request, form, rows, repeats=repeats)


def _render(
    request: Request, form: GroupForm, rows: list[Participant], *, repeats: int = 0, status: int = 200
) -> HttpResponse:
    who = (form["who"].value() or "").strip()
    context = {"form": form, "key": str(form["key"].value() or ""), **_people(request, rows, repeats)}
    context |= matches(request.actor, request.unit, who)
    return render(request, "desk/group.html", context, status=status)


def _people(request: Request, rows: list[Participant], repeats: int = 0) -> dict[str, Any]:
    """The list as it is shown: cards are named by the registry, never by what the form says; a new person whose phone
    is somebody's is shown beside that somebody."""
    seen = counter.recognise(request.actor, request.unit, rows)
    names = {card.id: card.name for _, card, _ in seen if card}
    if any(row.beneficiary_id and not row.name and row.beneficiary_id not in names for row in rows):
        names |= {one.hit.id: one.hit.name for one, _ in _found(request)["rows"]}  # of another centre, just taken
    lines = [(replace(row, name=names.get(row.beneficiary_id, row.name)), card, others) for row, card, others in seen]  # type: ignore[arg-type]
    return {"people": lines, "repeats": repeats, "limit": GROUP_LIMIT}


@require_POST
@page(*WORKERS)
def people(request: Request) -> HttpResponse:
    """The list alone, after one of its buttons; or who is found for the search."""
    if "look" in request.POST:
        return render(request, "desk/group_hits.html", _found(request))
    rows, repeats = edited(request.POST)
    return render(request, "desk/group_people.html", _people(request, rows, repeats))


def _found(request: Request) -> dict[str, Any]:
    return matches(request.actor, request.unit, request.POST.get("who", "").strip()[:200])


@require_safe
@page(*READERS)
def gathered(request: Request, group_id: UUID) -> HttpResponse:
    """Who was served, each with the code to rate."""
    found = groups.get_group(request.actor, group_id)
    can_work = request.actor.covers(found.group.unit.path, *WORKERS)
    size = text.plural(found.size, "человек", "человека", "человек")
    return render(request, "desk/gathered.html", {"found": found, "size": size, "can_work": can_work})
