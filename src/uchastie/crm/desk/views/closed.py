"""The centre has closed while somebody was typing: what was typed is shown, and can be taken to another centre."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.shortcuts import render

from uchastie.crm.desk.forms.public import ApplyForm
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request

NEAR = 5
TOLD = ("need", "name", "phone", "email", "preferred_time")
NOT_TAKEN = {"key", "website", "c"}  # of this form alone

type View = Callable[[Request, str], HttpResponseBase]


def keeps_what_was_typed(view: View) -> View:
    """A form sent to a centre that is suspended or closed is answered by a page, not by «Такой страницы нет»."""

    @wraps(view)
    def kept(request: Request, slug: str) -> HttpResponseBase:
        try:
            return view(request, slug)
        except NotSeen:
            centre = network.find_closed_centre(slug) if request.method == "POST" else None
            if centre is None:
                raise
            return _show(request, centre)

    return kept


def _show(request: Request, centre: Unit) -> HttpResponseBase:
    fields = ApplyForm.base_fields
    typed = {name: request.POST[name][:2000] for name in fields if name in request.POST and name not in NOT_TAKEN}
    others = list(network.list_centres(region_code=centre.region_id or ""))
    context = {
        "centre": centre,
        "told": [(fields[name].label, typed[name]) for name in TOLD if typed.get(name, "").strip()],
        "typed": [(name, value) for name, value in typed.items() if value],
        "others": sorted(others, key=lambda other: other.town != centre.town)[:NEAR],
    }
    return render(request, "desk/public/closed.html", context, status=409)
