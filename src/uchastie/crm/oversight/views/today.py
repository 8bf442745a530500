"""«Опека сегодня»: what the coordinator opens in the morning, and the families of one stage to choose from."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from uchastie.crm.families.queries import Wanted, Whose
from uchastie.crm.families.rules import STATE_NAMES, STATE_TONES
from uchastie.crm.oversight import access, queries
from uchastie.crm.oversight.rules import SHORT
from uchastie.kernel import panels
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page

WHOSE = {Whose.ALL: "Все семьи", Whose.MINE: "Мои", Whose.NOBODY: "Ничьи"}
LONGEST_PLACE = 100


def wanted_of(request: Request) -> Wanted:
    asked = request.GET.get("whose", "")
    whose = Whose(asked) if asked in set(Whose) else Whose.ALL
    return Wanted(whose, request.GET.get("place", "").strip()[:LONGEST_PLACE])


def query_of(wanted: Wanted) -> str:
    """The same board once more: for links, with its question mark, or nothing."""
    query = {"whose": str(wanted.whose)} if wanted.whose is not Whose.ALL else {}
    query |= {"place": wanted.place} if wanted.place else {}
    return f"?{urlencode(query)}" if query else ""


@require_safe
@page(*access.COORDINATORS)
def today(request: Request) -> HttpResponse:
    unit, wanted = access.require_headquarters(request.actor, request.unit), wanted_of(request)
    context = _common(wanted) | {
        "board": queries.get_today(request.actor, unit, wanted),
        "zone": unit.zone,
        "shown_clocks": queries.CLOCKS,
        "panels": panels.collect("oversight.today", request.actor, unit),
    }
    return render(request, "oversight/today.html", context)


@require_safe
@page(*access.COORDINATORS)
def stage(request: Request, number: int) -> HttpResponse:
    """Exactly the families that the board has counted in this stage, to choose several of them."""
    if number not in queries.STAGES_OF_FAMILIES:
        raise NotSeen
    unit, wanted = access.require_headquarters(request.actor, request.unit), wanted_of(request)
    found, says, count = queries.list_stage(request.actor, unit, wanted, number, after=request.GET.get("after"))
    here = reverse("oversight:stage", args=[number]) + query_of(wanted)
    context = _common(wanted) | {
        "rows": found.items,
        "says": says,
        "count": count,
        "number": number,
        "here": here,
        "all": "all" in request.GET,
        "after_url": _with(here, {"after": found.after}) if found.after else "",
        "all_url": _with(request.get_full_path(), {"all": "1"}),
        "STATES": STATE_NAMES,
        "TONES": STATE_TONES,
    }
    return render(request, "oversight/stage.html", context)


def _common(wanted: Wanted) -> dict[str, Any]:
    whose = [
        (key, name, query_of(Wanted(key, wanted.place)) or "?", key is wanted.whose) for key, name in WHOSE.items()
    ]
    return {"wanted": wanted, "whose": whose, "query": query_of(wanted), "NAMES": SHORT}


def _with(url: str, more: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(more)}"
