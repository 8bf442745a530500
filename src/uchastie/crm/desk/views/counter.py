"""«Добавить»: the counter, where a queue stands behind the glass."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import actions
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.forms.staff import AddForm, done_of
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.people import queries as people
from uchastie.kernel.errors import Conflict
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WORKERS)
def add(request: Request) -> HttpResponseBase:
    """One page: who, why, now or later. A press of «Найти» looks for the person and keeps what is typed."""
    form = _form(request)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        with refusal_on_form(form):
            made = _save(request, form)
            messages.success(request, f"Заявка {made.number} сохранена")
            again = "again" in request.POST
            return redirect("desk:add") if again else redirect("desk:request", made.pk)
        if isinstance(form.refused, Conflict):  # the way back in the browser, and then the next person
            _begin_anew(form)
    return _page(request, form, status=status_of(form) if form.is_bound and form.errors else 200)


def _form(request: Request) -> AddForm:
    services = licensing.list_to_choose(request.unit)
    topics = catalogue.list_topics_of(services)
    if request.method != "POST":
        return AddForm(services=services, topics=topics, initial={"key": new_id().hex})
    if "find" in request.POST:
        return AddForm(services=services, topics=topics, initial=request.POST.dict())
    return AddForm(request.POST, services=services, topics=topics)


def _begin_anew(form: AddForm) -> None:
    """The key of the form has served already; with a new one the same button saves what is typed now."""
    form.data = {**form.data.dict(), "key": new_id().hex}  # type: ignore[attr-defined]
    form.errors.clear()
    form.add_error(None, "Первая заявка из этой формы уже сохранена. Если это другая, нажмите «Сохранить» ещё раз.")


def _save(request: Request, form: AddForm) -> Any:
    data = form.cleaned_data
    common = {
        "actor": request.actor,
        "unit": request.unit,
        "service_code": data["service"],
        "applicant": form.applicant(),
        "need": data["need"],
        "manual": form.manual(),
        "key": data["key"],
    }
    if form.at_once:
        return actions.serve_walk_in(**common, done=done_of(data))
    return actions.add_request(**common)


def _page(request: Request, form: AddForm, *, status: int) -> HttpResponse:
    text = (form["who"].value() or "").strip()
    hits = people.search_people(request.actor, request.unit, text) if text else []
    context: dict[str, Any] = {"form": form, "hits": hits, "text": text, "regulations": {}}
    context["chosen"] = str(form["beneficiary"].value() or "")
    return render(request, "desk/add.html", context, status=status)


@require_POST
@page(*WORKERS)
def hits(request: Request) -> HttpResponse:
    """The found people while typing (POST: what is typed is a name or a phone)."""
    text = request.POST.get("who", "").strip()[:200]
    found = people.search_people(request.actor, request.unit, text) if len(text) >= 2 else []
    return render(request, "desk/hits.html", {"hits": found, "text": text})
