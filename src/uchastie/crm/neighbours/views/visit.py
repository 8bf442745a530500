"""Who is at the board: a person who is in by a code and has joined, one who has not joined yet, or anybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from uchastie.crm.neighbours import queries
from uchastie.crm.neighbours.models import Neighbour
from uchastie.crm.neighbours.rules.words import WORDS
from uchastie.kernel import entry
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.web import Request

type View = Callable[..., HttpResponseBase]


def joined(view: View) -> View:
    """`view(request, me, …)` for a neighbour; others become one first and come back."""

    @entered
    @wraps(view)
    def opened(request: Request, who: Entrant, *args: Any, **kwargs: Any) -> HttpResponseBase:
        me = queries.find_neighbour(who.ids)
        if me is None or queries.is_consent_over(me):
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("neighbours:board")
            return redirect(f"{reverse('neighbours:join')}?{urlencode({'next': back})}")
        return view(request, me, *args, **kwargs)

    return opened


def reader(request: Request) -> Neighbour | None:
    """On open pages: the neighbour who looks, when there is one."""
    who = entry.current(request)
    return queries.find_neighbour(who.ids) if who else None


def show(request: Request, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"neighbours/{name}.html", WORDS | context, status=status)
