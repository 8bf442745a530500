"""What everybody reads of the councils of a centre."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.councils import queries
from uchastie.crm.network import queries as network
from uchastie.kernel.web import Request, page


@require_safe
@page.public
def public(request: Request, slug: str) -> HttpResponse:
    centre = network.get_centre(slug)
    return render(request, "councils/public/councils.html", {"centre": centre, "councils": queries.list_public(centre)})
