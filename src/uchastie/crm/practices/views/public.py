"""The open collection: practices by filters, one practice, the seven chapters, where the method comes from, the paper.
Nothing is kept by browsers or search engines, so that what somebody takes back is gone at the next request."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.documents import queries as documents
from uchastie.crm.practices import access, actions, queries
from uchastie.crm.practices.access import WRITERS
from uchastie.crm.practices.queries import Wanted
from uchastie.crm.practices.rules import content
from uchastie.crm.practices.views import paper
from uchastie.crm.practices.views.present import WORDS
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page

NAMES = ("levels", "groups", "dimensions", "kinds")


@page.public
@never_cache
@require_safe
def collection(request: Request) -> HttpResponse:
    wanted = _wanted(request)
    found = queries.list_published(wanted, after=request.GET.get("after") or None)
    asked = _query(wanted)
    count, organisations = queries.count_published()
    context = {
        "cases": found.items,
        "wanted": wanted,
        "asked": asked,
        "after_url": f"?{asked}&after={found.after}" if found.after else "",
        "count": count,
        "organisations": organisations,
        "printed": content.PRINTED,
        "writes": request.actor.has_role(*WRITERS),
    }
    return _unkept(render(request, "practices/public/collection.html", context | WORDS))


@page.public
@never_cache
@require_safe
def case(request: Request, case_id: UUID) -> HttpResponse:
    try:
        found = queries.get_published(case_id)
    except queries.Gone:
        return _unkept(render(request, "practices/public/gone.html", status=410))
    unit = request.unit if request.actor.has_role(*WRITERS) else None
    context: dict[str, Any] = {
        "case": found,
        "writes": unit is not None and access.writes(request.actor, unit),
        "own": unit is not None and found.unit_id == unit.pk,
        "tries": queries.tries(found, unit),
    }
    return _unkept(render(request, "practices/public/case.html", context | WORDS))


@page(*WRITERS)
@require_POST
def trial(request: Request, case_id: UUID) -> HttpResponseBase:
    try:
        actions.try_here(actor=request.actor, case_id=case_id, unit=request.unit)
        messages.success(request, "Записали: авторы увидят, что вы хотите попробовать")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("practices:case", case_id)


@page.public
@require_safe
def chapters(request: Request) -> HttpResponse:
    """C22: seven chapters; articles of the knowledge base stand in them for those at work."""
    staff = request.actor.has_role(*STAFF)
    return render(request, "practices/public/chapters.html", WORDS | {"staff": staff})


@page.public
@require_safe
def source(request: Request) -> HttpResponse:
    """C28, C29."""
    return render(request, "practices/public/source.html", WORDS)


@page.public
@never_cache
@require_safe
def printed(request: Request) -> HttpResponse:
    """What is chosen by filters, as a paper made this moment: nothing that was taken back is in it."""
    cases = queries.list_printed(_wanted(request))
    return _unkept(documents.paper_response(paper.collection(cases), "Сборник практик вовлечения"))


@page.public
@require_safe
def photo(request: Request, photo_id: UUID) -> HttpResponseBase:
    return documents.photo_response(queries.get_photo(request.actor, photo_id))


def _wanted(request: Request) -> Wanted:
    chosen = {name: request.GET.getlist(name) for name in NAMES}
    return Wanted.of(request.GET.get("text", ""), **chosen)


def _query(wanted: Wanted) -> str:
    pairs = [("text", wanted.text)] if wanted.text else []
    return urlencode([*pairs, *((name, code) for name in NAMES for code in getattr(wanted, name))])


def _unkept(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
    return response
