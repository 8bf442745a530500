"""Templates: headquarters read them, the federal team writes the next version."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.agreements import access, actions, forms, queries, rules
from uchastie.crm.agreements.access import EDITORS, READERS
from uchastie.crm.agreements.rules import KIND_NAMES, Kind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*READERS)
def index(request: Request) -> HttpResponse:
    context = {"templates": queries.list_current_templates(), "KINDS": KIND_NAMES}
    return render(request, "agreements/templates.html", context)


@require_safe
@page(*READERS)
def template(request: Request, kind: str) -> HttpResponse:
    return _page(request, _kind(kind))


@require_POST
@page(*EDITORS)
def versions(request: Request, kind: str) -> HttpResponseBase:
    known, form = _kind(kind), forms.TemplateForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.publish_template(actor=request.actor, kind=known, **form.cleaned_data)
            messages.success(request, f"Опубликована версия {made.number}: новые соглашения будут по ней")
            return redirect("agreements:template", kind=kind)
    return _page(request, known, form, status=status_of(form))


@require_safe
@page(*READERS)
def difference(request: Request, kind: str, before: int, after: int) -> HttpResponse:
    known = _kind(kind)
    old, new = queries.get_template(known, before), queries.get_template(known, after)
    rows = rules.difference(old.body, new.body)
    context = {"kind": known, "name": KIND_NAMES[known], "old": old, "new": new, "rows": rows}
    return render(request, "agreements/template_difference.html", context)


def _page(request: Request, kind: Kind, form: Any = None, *, status: int = 200) -> HttpResponse:
    listed = queries.list_template_versions(kind)
    if not listed:
        raise NotSeen
    initial = {"body": listed[0].body, "after": listed[0].number}
    context = {
        "kind": kind,
        "name": KIND_NAMES[kind],
        "versions": listed,
        "paragraphs": rules.paragraphs(listed[0].body),
        "form": form or forms.TemplateForm(initial=initial),
        "may_edit": access.may_edit_templates(request.actor),
        "places": [(name, rules.PLACE_WORDS[name]) for name in rules.PLACES[kind]],
    }
    return render(request, "agreements/template.html", context, status=status)


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as error:
        raise NotSeen from error
