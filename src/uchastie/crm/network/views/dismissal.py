"""Somebody leaves: what is open goes to another, every door closes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.accounts.rules import ROLE_NAMES, Role
from uchastie.crm.network import access, actions, queries
from uchastie.crm.network.forms.imports import DismissalForm
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def dismissal(request: Request, assignment_id: UUID) -> HttpResponse:
    leaving = queries.get_leaving(request.actor, assignment_id)
    access.require_giving(request.actor, leaving.assignment.unit, Role(leaving.assignment.role))
    form = DismissalForm(request.POST if request.method == "POST" else None, colleagues=leaving.colleagues)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            ended = actions.dismiss(request.actor, assignment_id=assignment_id, **form.cleaned_data)
            messages.success(request, "Доступ закрыт, открытые входы завершены.")
            return redirect("network:unit", ended.unit.slug)
    context = {"form": form, "leaving": leaving, "ROLES": ROLE_NAMES}
    return render(request, "network/dismissal.html", context, status=status_of(form) if form.errors else 200)
