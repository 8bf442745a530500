"""«Планы подбора»: what the plans of the regions have come to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.oversight import access, queries
from uchastie.crm.oversight.rules import veiled
from uchastie.kernel.web import Request, page


@require_safe
@page(*access.FEDERAL)
def plans(request: Request) -> HttpResponse:
    lines = queries.list_plans(request.actor)
    context = {"lines": lines, "totals": queries.total_of_plans(lines), "veiled": veiled}
    return render(request, "oversight/plans.html", context)
