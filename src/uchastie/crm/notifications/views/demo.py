"""The page of a demonstration: everything that would have left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.notifications import queries
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import keyset
from uchastie.kernel.web import page


@page.public
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Open without signing in, because in a demonstration all people are invented; elsewhere there is no such page."""
    if not is_demo():
        raise NotSeen
    found = keyset(queries.list_all(), order=("-created_at", "-id"), size=20, after=request.GET.get("after"))
    context = {"told": queries.as_told(found.items), "after": found.after, "later": "after" in request.GET}
    return render(request, "notifications/demo.html", context)
