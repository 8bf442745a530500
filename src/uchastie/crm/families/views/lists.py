"""«Отбор заявок» and «Семьи»: numbers, places, ages; names stay under the veil."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents.rules import Method
from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.intake import ReceiveForm
from uchastie.crm.families.queries import TAB_NAMES, Tab
from uchastie.crm.families.rules import Source
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS: dict[str, Any] = {
    "STATES": rules.STATE_NAMES,
    "TONES": rules.STATE_TONES,
    "SOURCES": rules.SOURCE_NAMES,
    "NOT_CUSTODY": rules.NOT_CUSTODY,
}


@page(*access.COORDINATORS)
@require_safe
def screening(request: Request) -> HttpResponse:
    """B10: families nobody has decided on yet, the longest waiting first."""
    return _list(request, "families/screening.html", Tab.SCREENING, reverse("families:screening"))


@page(*access.COORDINATORS)
@require_safe
def index(request: Request) -> HttpResponse:
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in set(TAB_NAMES) else Tab.WAITING
    return _list(request, "families/index.html", tab, reverse("families:index"))


def _list(request: Request, template: str, tab: Tab, url: str) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    unit = access.require_headquarters(request.actor, request.unit)
    found = queries.list_cases(request.actor, unit, tab, text=text, after=request.GET.get("after"))
    query = {"tab": str(tab)} | ({"q": text} if text else {})
    context = {
        "rows": found.items,
        "tab": tab,
        "tabs": TAB_NAMES,
        "text": text,
        "paged": "after" in request.GET,
        "after_url": f"{url}?{urlencode(query | {'after': found.after})}" if found.after else "",
        "zone": unit.zone,
    }
    return render(request, template, context | WORDS)


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """B22: somebody came or called to the headquarters."""
    unit = access.require_headquarters(request.actor, request.unit)
    form = ReceiveForm(request.POST if request.method == "POST" else None, categories=list(queries.list_categories()))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            case = actions.receive_family(
                request.actor,
                unit=unit,
                family=form.family(),
                source=Source(form.cleaned_data["source"]),
                key=form.cleaned_data["key"],
                consent=Method(form.cleaned_data["consent"]),
            )
            return redirect("families:case", case.pk)
    context = {"form": form, "unit": unit} | WORDS
    return render(request, "families/new.html", context, status=status_of(form) if form.is_bound else 200)
