"""«Платформа и Взаимно»: the centre, its history, and for a headquarters the centres below it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.network.rules import UnitKind
from uchastie.crm.platform import access, queries
from uchastie.crm.platform.rules import PLACEMENTS
from uchastie.crm.platform.views.present import centre_of, centre_page
from uchastie.kernel.web import Request, page


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    unit = request.unit
    if unit.kind == UnitKind.CENTRE:
        access.require_reader(request.actor, unit)
        return centre_page(request, unit)
    lines, after = queries.list_below(request.actor, unit, after=request.GET.get("after") or None)
    context = {
        "lines": lines,
        "after_url": f"?after={after}" if after else "",
        "placements": PLACEMENTS,
        "imports": access.may_import(request.actor, unit.path),
    }
    return render(request, "platform/below.html", context)


@require_safe
@page(*access.READERS)
def centre(request: Request, slug: str) -> HttpResponse:
    return centre_page(request, centre_of(request, slug))


@require_safe
@page(*access.READERS)
def history(request: Request, slug: str) -> HttpResponse:
    """Readings with what they replaced; what was put up and taken down."""
    unit = centre_of(request, slug)
    of = "placements" if request.GET.get("of") == "placements" else "readings"
    after = request.GET.get("after") or None
    shown = (
        queries.list_placements(request.actor, unit, after=after)
        if of == "placements"
        else queries.list_readings(request.actor, unit, after=after)
    )
    context = {
        "centre": unit,
        "of": of,
        "rows": shown.items,
        "after_url": f"?of={of}&after={shown.after}" if shown.after else "",
        "placements": PLACEMENTS,
    }
    return render(request, "platform/history.html", context)
