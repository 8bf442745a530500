"""The list of the unit's people, the search over them, the pairs that look like one person."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.people import actions, queries
from uchastie.crm.people.access import KEEPS_CARDS, KNOWS_PEOPLE
from uchastie.crm.people.rules import AUDIENCE_NAMES, Audience, Kind
from uchastie.crm.people.views.present import NAMES
from uchastie.kernel.web import Request, page

KINDS = (("", "Все"), (Kind.PERSON, "Люди"), (Kind.ORGANISATION, "Организации"))
FOUND = 50  # the list of a search has no second page: ask for more letters (docs/adr/0005)


@require_safe
@page(*KNOWS_PEOPLE)
def index(request: Request) -> HttpResponse:
    kind, audience = request.GET.get("kind", ""), request.GET.get("audience", "")
    after = request.GET.get("after") or None
    people = queries.list_people(request.actor, request.unit, kind=kind, audience=audience, after=after)
    chosen = {key: value for key, value in (("kind", kind), ("audience", audience)) if value}
    context = _context(request, people.rows) | {
        "kind": kind,
        "audience": audience,
        "paged": after is not None,
        "more": "?" + urlencode(chosen | {"after": people.after}) if people.after else "",
        "back": "?" + urlencode(chosen),
    }
    return render(request, "people/index.html", context)


@require_POST
@page(*KNOWS_PEOPLE)
def found(request: Request) -> HttpResponse:
    """Search by POST: names and phones do not belong in addresses."""
    text = request.POST.get("q", "").strip()[: queries.QUERY_LIMIT]
    if not text:
        return redirect("people:index")
    rows = queries.search_rows(request.actor, request.unit, text, limit=FOUND)
    others = queries.list_others(request.actor, request.unit, text)
    context = _context(request, rows) | {"text": text, "full": len(rows) == FOUND, "others": others}
    return render(request, "people/index.html", context)


def _context(request: Request, rows: list[queries.PersonRow]) -> dict[str, Any]:
    return NAMES | {
        "rows": rows,
        "text": "",
        "kinds": KINDS,
        "kind": "",
        "audience": "",
        "audiences": [(code, AUDIENCE_NAMES[code]) for code in Audience],
        "others": [],
        "full": False,
        "paged": False,
        "more": "",
        "back": "",
        "can_keep": request.actor.covers(request.unit.path, *KEEPS_CARDS),
        "several": request.unit.kind != "centre",
    }


@require_safe
@page(*KNOWS_PEOPLE)
def duplicates(request: Request) -> HttpResponse:
    after = request.GET.get("after") or None
    found = queries.list_twins(request.actor, request.unit, after=after)
    context = NAMES | {
        "found": found,
        "paged": after is not None,
        "contacts": queries.contacts_of([card.pk for pair in found.pairs for card in (pair.one, pair.other)]),
        "mergings": queries.list_mergings(request.unit),
        "can_keep": request.actor.covers(request.unit.path, *KEEPS_CARDS),
    }
    return render(request, "people/duplicates.html", context)


@require_POST
@page(*KNOWS_PEOPLE)
def apart(request: Request, person_id: UUID, other_id: UUID) -> HttpResponseBase:
    actions.tell_apart(request.actor, one_id=person_id, other_id=other_id, unit=request.unit)
    messages.success(request, "Запомнили: это разные люди")
    return redirect("people:duplicates" if "list" in request.POST else "people:person", *_target(request, person_id))


def _target(request: Request, person_id: UUID) -> tuple[UUID, ...]:
    return () if "list" in request.POST else (person_id,)
