"""The texts of the federal team: the agreement and the terms, in editions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.licensing import access, actions, queries, rules
from uchastie.crm.licensing.forms.licences import TextForm
from uchastie.crm.licensing.rules import PLACES, TEXT_NAMES, TextKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, kind: str) -> HttpResponse:
    """Reads the newest edition; by POST publishes the next one."""
    chosen = _kind(kind)
    versions = list(queries.list_text_versions(chosen))
    newest = versions[0]
    form = TextForm(
        request.POST if request.method == "POST" else None,
        initial={"after": newest.number, "brief": newest.brief, "body": newest.body},
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.publish_text(actor=request.actor, kind=chosen, **form.cleaned_data)
            messages.success(request, f"Редакция {made.number} опубликована.")
            return redirect("licensing:text", chosen)
    context = {
        "kind": chosen,
        "names": TEXT_NAMES,
        "versions": versions,
        "form": form,
        "places": PLACES[chosen].items(),
    }
    status = status_of(form) if form.is_bound else 200
    return render(request, "licensing/text.html", context, status=status)


@page(*access.EDITORS)
@require_safe
def difference(request: Request, kind: str, number: int) -> HttpResponse:
    """Of this edition from the one before it."""
    chosen = _kind(kind)
    new, old = queries.find_text(chosen, number), queries.find_text(chosen, number - 1)
    lines = rules.difference(f"{old.brief}\n{old.body}".strip(), f"{new.brief}\n{new.body}".strip())
    context = {"kind": chosen, "name": TEXT_NAMES[chosen], "new": new, "old": old, "lines": lines}
    return render(request, "licensing/difference.html", context)


def _kind(kind: str) -> TextKind:
    if kind not in set(TextKind):
        raise NotSeen
    return TextKind(kind)
