"""«Участвовать»: what the residents may do together with a centre."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from uchastie.crm.involvement import queries
from uchastie.crm.involvement.views.present import show
from uchastie.crm.network import queries as network
from uchastie.kernel.web import Request, page


@require_safe
@page.public
def centre(request: Request, slug: str) -> HttpResponse:
    found = network.get_centre(slug)
    opened, changes = queries.list_open([found.pk]), queries.list_changes(found)
    return show(request, "public/centre", centre=found, opened=opened, changes=changes)
