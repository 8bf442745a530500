"""The family's consent to pass its data: a coordinator notes the signed paper and takes the withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.agreements import actions, forms, queries
from uchastie.crm.agreements.access import WORKERS
from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*WORKERS)
def index(request: Request, case_id: UUID) -> HttpResponse:
    """With a guardian in the address: the text to print or to read aloud, and the mark that the paper is signed."""
    case = families.get_case(request.actor, case_id)
    return _page(request, case, _guardian(request, request.GET.get("guardian", "")))


@require_POST
@page(*WORKERS)
def consents(request: Request, case_id: UUID) -> HttpResponseBase:
    case, form = families.get_case(request.actor, case_id), forms.TransferForm(request.POST)
    if form.is_valid():
        guardian_id, text_id = form.ids()
        with refusal_on_form(form):
            actions.give_transfer(
                actor=request.actor, case_id=case_id, guardian_id=guardian_id, text_id=text_id, method=Method.PAPER
            )
            messages.success(request, "Согласие семьи записано")
            return redirect("agreements:transfers", case_id=case_id)
    return _page(request, case, _guardian(request, request.POST.get("guardian", "")), form, status=status_of(form))


@require_POST
@page(*WORKERS)
def withdrawal(request: Request, transfer_id: UUID) -> HttpResponseBase:
    row = actions.withdraw_transfer(actor=request.actor, transfer_id=transfer_id)
    messages.success(request, "Согласие отозвано: опекун больше не видит данные семьи")
    return redirect("agreements:transfers", case_id=row.case_id)


def _guardian(request: Request, typed: str) -> Guardian | None:
    if not typed:
        return None
    try:
        return guardians.get_guardian(request.actor, UUID(typed))
    except ValueError as error:
        raise NotSeen from error


def _page(
    request: Request, case: FamilyCase, guardian: Guardian | None, form: Any = None, *, status: int = 200
) -> HttpResponse:
    document = queries.transfer_document(case, guardian) if guardian else None
    context = {
        "case": case,
        "guardian": guardian,
        "document": document,
        "given": guardian is not None and queries.has_transfer_consent(case.pk, guardian.pk),
        "rows": queries.list_transfers(request.actor, case.pk),
        "form": form or forms.TransferForm(),
        "zone": case.unit.zone,
        "METHODS": METHOD_NAMES,
    }
    return render(request, "agreements/transfers.html", context, status=status)
