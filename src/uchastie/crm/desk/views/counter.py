"""«Добавить»: the counter, where a queue stands behind the glass."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.forms.counter import AddForm
from uchastie.crm.desk.forms.staff import done_of
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import counter
from uchastie.crm.desk.rules import DraftForm
from uchastie.crm.desk.views.keeping import keep_typed
from uchastie.crm.desk.views.matches import matches
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.people import queries as people
from uchastie.kernel import panels
from uchastie.kernel.errors import Conflict
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

ASIDE_DRAFTS = 3
TYPED = ("name", "phone", "email", "volunteer_id", "inn")


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WORKERS)
def add(request: Request) -> HttpResponseBase:
    """One page: who, why, now or later. «Найти» and «Сохранить черновик» keep what is typed and stay on it."""
    form = form_of(request)
    if "keep" in request.POST:
        return keep_typed(request, DraftForm.ADD)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        with refusal_on_form(form):
            made = _save(request, form)
            return _after(request, made)
        if isinstance(form.refused, Conflict):  # the way back in the browser, and then the next person
            _begin_anew(form)
    return show(request, form, status=status_of(form) if form.is_bound and form.errors else 200)


def form_of(request: Request, typed: dict[str, str] | None = None) -> AddForm:
    """The form as it came; or empty, or with what a draft or a search keeps (`typed`), which is not judged yet."""
    services = licensing.list_to_choose(request.unit)
    topics = catalogue.list_topics_of(services)
    if request.method == "POST" and "find" in request.POST:
        typed = request.POST.dict()  # type: ignore[assignment]
    if typed is None and request.method == "POST":
        return AddForm(request.POST, request.FILES, services=services, topics=topics)
    initial: dict[str, Any] = {"key": new_id().hex} | (typed or {})
    if len(services) == 1:
        initial.setdefault("service", services[0].code)
    return AddForm(services=services, topics=topics, initial=initial)


def _begin_anew(form: AddForm) -> None:
    """The key of the form has served already; with a new one the same button saves what is typed now."""
    form.data = {**form.data.dict(), "key": new_id().hex}  # type: ignore[attr-defined]
    form.errors.clear()
    form.add_error(None, "Первая заявка из этой формы уже сохранена. Если это другая, нажмите «Сохранить» ещё раз.")


def _save(request: Request, form: AddForm) -> ServiceRequest:
    data = form.cleaned_data
    common = {
        "actor": request.actor,
        "unit": request.unit,
        "service_code": data["service"],
        "applicant": form.applicant(),
        "need": data["need"],
        "manual": form.manual(request.unit),
        "key": data["key"],
    }
    if form.at_once:
        return actions.serve_walk_in(**common, done=done_of(data))
    return actions.add_request(**common, scan=data["scan"])


def _after(request: Request, made: ServiceRequest) -> HttpResponseBase:
    """Who was served rates now; the rest go to their card, or the next person comes."""
    messages.success(request, f"Заявка {made.number} сохранена")
    if "again" in request.POST:
        return redirect("desk:add")
    return redirect("desk:served" if made.delivered_at else "desk:request", made.pk)


def show(request: Request, form: AddForm, *, status: int = 200) -> HttpResponse:
    text = (form["who"].value() or "").strip()
    key = str(form["key"].value() or "")
    drafts = queries.list_drafts(request.actor, request.unit, but=key)
    context: dict[str, Any] = {
        "form": form,
        "key": key,
        "drafts": drafts[:ASIDE_DRAFTS],
        "drafts_more": len(drafts) - ASIDE_DRAFTS,
        "unlinked": counter.count_unlinked(request.actor, request.unit),
        "same_as": str(form["same_as"].value() or ""),
        "similar": _similar(request, {name: str(form[name].value() or "") for name in TYPED}),
    }
    context |= matches(request.actor, request.unit, text, chosen=str(form["beneficiary"].value() or ""))
    return render(request, "desk/add.html", context, status=status)


@require_POST
@page(*WORKERS)
def hits(request: Request) -> HttpResponse:
    """The found people while typing (POST: what is typed is a name or a phone)."""
    text = request.POST.get("who", "").strip()[:200]
    chosen = request.POST.get("beneficiary", "")
    return render(request, "desk/hits.html", matches(request.actor, request.unit, text, chosen=chosen))


@require_POST
@page(*WORKERS)
def similar(request: Request) -> HttpResponse:
    """Who may be the same person already, while a new one is typed."""
    typed = {name: request.POST.get(name, "")[:200] for name in TYPED}
    context = {"similar": _similar(request, typed), "same_as": request.POST.get("same_as", "")}
    return render(request, "desk/similar.html", context)


def _similar(request: Request, typed: dict[str, str]) -> list[people.Similar]:
    name, phone, email, number, inn = (typed[field] for field in TYPED)
    if not any(typed.values()):
        return []
    return people.list_similar(
        request.actor, request.unit, name=name, phone=phone, email=email, volunteer_id=number, inn=inn
    )


@require_safe
@page(*WORKERS)
def served(request: Request, request_id: UUID) -> HttpResponseBase:
    """After «Оказать сразу»: the code for the person's own camera, and the next person."""
    found = actions.open_request(actor=request.actor, request_id=request_id, glance=True)
    if not found.delivered_at:
        return redirect("desk:request", request_id)
    path = reverse("desk:status", args=[queries.status_token(found.pk)])
    context = {"found": found, "rate_url": request.build_absolute_uri(path)}
    context["panels"] = panels.collect("desk.delivered", request.actor, found)
    return render(request, "desk/served.html", context)
