"""Texts of messages: the federal team writes them, sees them with invented data, and can come back to the original."""

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.notifications import access, actions, queries
from uchastie.crm.notifications.forms import TemplateForm
from uchastie.crm.notifications.rules import (
    AUDIENCE_NAMES,
    EVENTS,
    EXAMPLES,
    Audience,
    Event,
    Text,
    fill,
    require_text,
    sms_size,
    topics_for,
)
from uchastie.crm.notifications.rules import (
    render as fill_in,
)
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.EDITORS)
@require_safe
def index(request: Request) -> HttpResponse:
    numbers = queries.count_versions()
    groups = [
        (AUDIENCE_NAMES[audience], [event for events in topics_for(audience).values() for event in events])
        for audience in Audience
    ]
    return render(request, "notifications/templates.html", {"groups": groups, "numbers": numbers})


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: Request, event: str) -> HttpResponse:
    what = _event(event)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=_initial(event))
    shown = None
    if request.method == "POST" and form.is_valid():
        text = Text(*(form.cleaned_data[name] for name in ("subject", "body", "sms")))
        with refusal_on_form(form):
            if "preview" in request.POST:
                shown = require_text(text, what.allowed, with_sms=what.has_sms)
            else:
                number = form.cleaned_data["number"]
                actions.write_template(actor=request.actor, event=event, text=text, number=number)
                toasts.success(request, "Сохранено: с этой минуты уходят новые слова")
                return redirect("notifications:template", event)
    status = status_of(form) if form.errors else 200
    return render(request, "notifications/template.html", _context(what, form, shown), status=status)


@page(*access.EDITORS)
@require_POST
def original(request: Request, event: str) -> HttpResponse:
    _event(event)
    number = request.POST.get("number", "")
    actions.restore_template(actor=request.actor, event=event, number=int(number) if number.isdigit() else 0)
    toasts.success(request, "Вернули исходный текст")
    return redirect("notifications:template", event)


def _event(code: str) -> Event:
    if code not in EVENTS:
        raise NotSeen
    return EVENTS[code]


def _initial(event: str) -> dict[str, Any]:
    text, version = queries.template_of(event)
    return {"subject": text.subject, "body": text.body, "sms": text.sms, "number": version.number if version else 1}


def _context(what: Event, form: TemplateForm, shown: Text | None) -> dict[str, Any]:
    """The preview shows what was typed; without it, what is in force."""
    current, version = queries.template_of(what.code)
    text = shown or current
    values = {name: EXAMPLES[name] for name in what.allowed}
    sms = fill(text.sms, values) if what.has_sms else ""
    return {
        "event": what,
        "form": form,
        "version": version,
        "versions": queries.list_versions(what.code),
        "is_original": version is None or version.original,
        "preview": {"subject": fill(text.subject, values), "body": fill_in(text.body, values), "sms": sms},
        "size": sms_size(sms),
        "unsaved": shown is not None,
        "examples": [(name, EXAMPLES[name].split("\n")[0]) for name in what.allowed],
    }
