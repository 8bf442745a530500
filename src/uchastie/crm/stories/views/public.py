"""The open pages: the gallery, one story, its photos. Nothing of them is kept by browsers, servers on the way or search
engines, so that what a family takes back is gone at the next request."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.families.rules import NOT_CUSTODY, TAG
from uchastie.crm.stories import queries
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page

FACTS = {"TAG": TAG, "NOT_CUSTODY": NOT_CUSTODY, "PHOTO": "stories:photo"}
SIZES = {"large": True, "small": False}


@page.public
@never_cache
@require_safe
def gallery(request: Request) -> HttpResponse:
    found = queries.list_shown(after=request.GET.get("after") or None)
    context = {
        "stories": found.items,
        "after_url": f"?after={found.after}" if found.after else "",
        "first_page": not request.GET.get("after"),
    }
    return _unkept(render(request, "stories/public/gallery.html", context | FACTS))


@page.public
@never_cache
@require_safe
def story(request: Request, story_id: UUID) -> HttpResponse:
    try:
        shown = queries.get_shown(story_id)
    except queries.Gone:
        return _unkept(render(request, "stories/public/gone.html", FACTS, status=410))
    return _unkept(render(request, "stories/public/story.html", {"shown": shown} | FACTS))


@page.public
@require_safe
def photo(request: Request, photo_id: UUID, size: str) -> HttpResponseBase:
    """Published, or seen by the employee who asks."""
    if size not in SIZES:
        raise NotSeen
    return documents.photo_response(queries.get_photo(request.actor, photo_id, large=SIZES[size]))


def _unkept(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
    return response
