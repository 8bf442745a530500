"""What proves a fact: screenshots, photos, scans."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.outreach import access, actions, queries
from uchastie.crm.outreach.forms import ProofForm
from uchastie.crm.outreach.views import present
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

PAGES = {"fact": "outreach:fact", "campaign": "outreach:campaign", "partner": "outreach:partner"}
TITLES = {"fact": "Факт", "campaign": "Кампания", "partner": "Партнёр", "site": "Проверка сайта"}


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proofs(request: Request, kind: str, key: UUID) -> HttpResponseBase:
    """All files of one thing; a new one is added here."""
    row = queries.get_proved(request.actor, kind, key)
    sent = request.method == "POST"
    if sent:
        access.require_worker(request.actor, row.unit.path)
    form = ProofForm(request.POST if sent else None, request.FILES if sent else None, auto_id="proof_%s")
    if sent and form.is_valid():
        with refusal_on_form(form):
            actions.add_proof(actor=request.actor, kind=kind, key=key, upload=form.cleaned_data["upload"])
            messages.success(request, "Подтверждение сохранено")
            return redirect("outreach:proofs", kind, key)
    context = present.frame(request.actor, row.unit, "ledger") | {
        "works": access.may_work(request.actor, row.unit.path),
        "files": queries.list_proofs(row.pk),
        "proof_form": form,
        "proof_kind": kind,
        "proof_key": row.pk,
        "name": TITLES[kind],
        "back": reverse(PAGES[kind], args=[key]) if kind in PAGES else reverse("outreach:site"),
    }
    return render(request, "outreach/proofs.html", context, status=status_of(form) if sent else 200)


@require_POST
@page(*access.READERS)
def removal(request: Request, kind: str, key: UUID, proof_id: UUID) -> HttpResponseBase:
    actions.remove_proof(actor=request.actor, kind=kind, key=key, file_id=proof_id)
    messages.success(request, "Файл удалён")
    return redirect("outreach:proofs", kind, key)
