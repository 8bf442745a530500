"""Pages of the catalogue: all staff read, the federal team edits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.catalogue import access, actions, queries, rules
from uchastie.crm.catalogue.forms import LevelForm, RegulationForm
from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import PACKAGE_LEVEL_NAMES, SERVICE_KIND_NAMES, SERVICE_TYPE_NAMES, ServiceKind
from uchastie.kernel import panels
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

NAMES = {"levels": PACKAGE_LEVEL_NAMES, "types": SERVICE_TYPE_NAMES, "kinds": SERVICE_KIND_NAMES}


@page(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    wanted = {"level": request.GET.get("level", ""), "type": request.GET.get("type", "")}
    unconfirmed = request.GET.get("unconfirmed") == "1"
    rows = queries.list_rows(**wanted, unconfirmed=unconfirmed)
    context = NAMES | {
        "base": [row for row in rows if row.service.kind == ServiceKind.BASE],
        "elective": [row for row in rows if row.service.kind == ServiceKind.ELECTIVE],
        "wanted": wanted | {"unconfirmed": "1" if unconfirmed else ""},
    }
    return render(request, "catalogue/index.html", context)


@page(*STAFF)
@require_safe
def principles(request: Request) -> HttpResponse:
    """A6: the standard of work, one page for every member of staff."""
    return render(request, "catalogue/principles.html", {"principles": queries.list_principles()})


@page(*STAFF)
@require_safe
def service(request: Request, code: str) -> HttpResponse:
    found = queries.get_service(code)
    return _service_page(request, found, LevelForm(initial={"level": found.level, "version": found.version}))


@page(*STAFF)
@require_safe
def regulation(request: Request, code: str, number: int) -> HttpResponse:
    """Any version that was ever in force: deliveries refer to it."""
    found = queries.get_service(code)
    shown = queries.get_regulation(found, number)
    context = {"service": found, "regulation": shown, "steps": queries.list_steps(shown)}
    context["panels"] = panels.collect("catalogue.regulation", request.actor, shown)
    return render(request, "catalogue/regulation.html", context)


@page(*access.EDITORS)
@require_POST
def level(request: Request, code: str) -> HttpResponse:
    found, form = queries.get_service(code), LevelForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.set_level(request.actor, service=found, **form.cleaned_data)
            messages.success(request, "Уровень подтверждён")
            return redirect("catalogue:service", code)
    fresh = queries.get_service(code)
    return _service_page(request, fresh, form, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def partner_confirmation(request: Request, code: str, partner: str) -> HttpResponse:
    found = queries.get_service(code)
    actions.confirm_partner(request.actor, service=found, partner_code=partner)
    messages.success(request, "Партнёр подтверждён, теперь его видят все")
    return redirect("catalogue:service", code)


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, code: str) -> HttpResponse:
    """GET: the editor of the next version. POST: keep what is typed, after the button beside a step."""
    found = queries.get_service(code)
    if request.method != "POST":
        return _editor(request, found, _kept(request, found))
    form = RegulationForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            steps = form.written()
            actions.save_draft(request.actor, service=found, steps=steps, **form.cleaned_data)
            return _after_saving(request, found, len(steps))
    return _editor(request, found, form, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def draft_removal(request: Request, code: str) -> HttpResponse:
    found = queries.get_service(code)
    actions.discard_draft(request.actor, service=found)
    messages.success(request, "Черновик удалён, действует прежняя версия")
    return redirect("catalogue:service", code)


@page(*access.EDITORS)
@require_POST
def publication(request: Request, code: str) -> HttpResponse:
    found, form = queries.get_service(code), RegulationForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.publish_regulation(
                request.actor,
                service=found,
                steps=form.written(),
                **form.cleaned_data,
            )
            messages.success(request, f"Версия {made.number} введена в действие")
            return redirect("catalogue:service", code)
    return _editor(request, found, form, status=status_of(form))


def _service_page(request: Request, found: Service, form: LevelForm, *, status: int = 200) -> HttpResponse:
    editor = access.may_edit(request.actor)
    current = queries.find_current_regulation(found)
    context = NAMES | {
        "service": found,
        "form": form,
        "editor": editor,
        "current": current,
        "steps": queries.list_steps(current) if current else [],
        "history": queries.list_regulations(found),
        "topics": queries.list_topics(found),
        "draft": queries.find_draft(request.actor, found) if editor else None,
        "panels": panels.collect("catalogue.service", request.actor, found),
    }
    return render(request, "catalogue/service.html", context, status=status)


def _kept(request: Request, found: Service) -> RegulationForm:
    """The editor filled from the draft, or from the version in force when there is none."""
    kept = queries.find_draft(request.actor, found)
    steps = queries.plain_steps(kept or queries.find_current_regulation(found))
    initial = {"version": found.version, "changes": kept.changes if kept else "", "reread": not kept or kept.reread}
    return RegulationForm(steps=steps, initial=initial)


def _editor(request: Request, found: Service, form: RegulationForm, *, status: int = 200) -> HttpResponse:
    current = queries.find_current_regulation(found)
    if status == 409:
        form.renew(found)
    before = queries.plain_steps(current)
    context: dict[str, Any] = {
        "service": found,
        "form": form,
        "current": current,
        "draft": queries.find_draft(request.actor, found),
        "differences": rules.compare(before, rules.clean_steps(form.shown())),
        "history": queries.list_regulations(found),
        "conflict": status == 409,
    }
    return render(request, "catalogue/editor.html", context, status=status)


def _after_saving(request: Request, found: Service, count: int) -> HttpResponse:
    """Back to the row that was touched, so that the next press of the same button is where it was."""
    name, _, place = request.POST.get("do", "").partition("-")
    answer = redirect("catalogue:draft", found.code)
    if name not in set(rules.Shift):
        messages.success(request, "Черновик сохранён")
        return answer
    moves = {rules.Shift.ADD: count - 1, rules.Shift.UP: -1, rules.Shift.DOWN: 1}
    start = int(place) if place.isdecimal() and len(place) < 4 else 0
    row = count - 1 if name == rules.Shift.ADD else min(max(start + moves.get(rules.Shift(name), 0), 0), count - 1)
    answer["Location"] += f"#step-{row + 1}"
    return answer
