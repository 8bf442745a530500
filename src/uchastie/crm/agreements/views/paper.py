"""The agreement as a paper, and its difference from the one before."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.agreements import queries, rules
from uchastie.crm.agreements.access import READERS
from uchastie.crm.documents import queries as documents
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page


@require_safe
@page(*READERS)
def pdf(request: Request, agreement_id: UUID) -> HttpResponse:
    agreement = queries.get_agreement(request.actor, agreement_id)
    made = queries.render_agreement(request.actor, agreement)
    return documents.paper_response(made, f"Соглашение {agreement.number.replace('/', '-')}")


@require_safe
@page(*READERS)
def difference(request: Request, agreement_id: UUID) -> HttpResponse:
    """From the version before: it is one only of a renewal."""
    agreement = queries.get_agreement(request.actor, agreement_id)
    if agreement.previous_id is None:
        raise NotSeen
    before = queries.get_agreement(request.actor, agreement.previous_id)
    rows = rules.difference(before.body, agreement.body)
    context = {"agreement": agreement, "before": before, "rows": rows, "changed": rules.is_changed(rows)}
    return render(request, "agreements/difference.html", context)
