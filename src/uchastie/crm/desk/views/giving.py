"""Handouts that were given, and the act of a delivery."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.access import READERS
from uchastie.crm.documents import queries as documents
from uchastie.crm.knowledge.rules import Way
from uchastie.kernel.web import Request, page


@require_POST
@page(*READERS)
def handouts(request: Request, request_id: UUID) -> HttpResponse:
    chosen = [pk for value in request.POST.getlist("handout") if (pk := _uuid(value))]
    told = request.POST.get("way", "")
    way = Way(told) if told in set(Way) else Way.PRINT
    actions.note_handouts(actor=request.actor, request_id=request_id, handout_ids=chosen, way=way)
    messages.success(request, "Памятки отмечены")
    return redirect(reverse("desk:request", args=[request_id]) + "#handouts")


@require_safe
@page(*READERS)
def act(request: Request, request_id: UUID) -> HttpResponse:
    """The paper holds personal data, so taking it is a look that the journal keeps."""
    found = actions.open_request(actor=request.actor, request_id=request_id, glance=True)
    pdf = documents.render_pdf("desk/act", queries.get_act(found))
    return documents.paper_response(pdf, f"akt-{found.number}")


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
