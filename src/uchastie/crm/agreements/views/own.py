"""A party reads and signs one agreement on its own device, by the signed link it was sent."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.agreements import actions, forms, queries
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.queries import agreement_of_token
from uchastie.crm.agreements.views import present
from uchastie.crm.documents import queries as documents
from uchastie.kernel.actor import Actor
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request, refusal_on_form, status_of

opened = by_link(agreement_of_token, bad="agreements/bad_link.html")


@require_safe
@opened
def own(request: Request, token: str, holder: Actor, agreement: Agreement) -> HttpResponse:
    return _page(request, token, holder, agreement)


@require_POST
@opened
def code(request: Request, token: str, holder: Actor, agreement: Agreement) -> HttpResponseBase:
    form = forms.VersionForm(request.POST)
    with refusal_on_form(form):
        form.is_valid()
        actions.send_code(actor=holder, agreement_id=agreement.pk)
        return redirect("agreements:own", token=token)
    return _page(request, token, holder, agreement, wrong=form, status=status_of(form))


@require_POST
@opened
def signature(request: Request, token: str, holder: Actor, agreement: Agreement) -> HttpResponseBase:
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.sign_by_code(actor=holder, agreement_id=agreement.pk, typed=form.cleaned_data["code"])
            return redirect("agreements:own", token=token)
    return _page(request, token, holder, agreement, wrong=form, code_form=form, status=status_of(form))


@require_safe
@opened
def pdf(request: Request, token: str, holder: Actor, agreement: Agreement) -> HttpResponse:
    made = queries.render_agreement(holder, agreement)
    return documents.paper_response(made, f"Соглашение {agreement.number.replace('/', '-')}")


def _page(
    request: Request, token: str, holder: Actor, agreement: Agreement, *, status: int = 200, **shown: Any
) -> HttpResponse:
    context = present.common(holder, agreement) | present.signing(holder, agreement) | {"token": token, "wrong": None}
    return render(request, "agreements/own.html", context | shown, status=status)
