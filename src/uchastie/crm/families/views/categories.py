"""The list of help categories: the federal team adds, renames and archives."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.card import CategoryForm
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

USUAL = "consulting"  # for a kind of help without a service of its own


@page(*access.CATEGORY_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def categories(request: Request) -> HttpResponse:
    form = CategoryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.add_category(actor=request.actor, name=form.cleaned_data["name"])
            return redirect("families:categories")
    context = {
        "categories": queries.list_categories(archived=True),
        "services": [service for service in catalogue.list_services() if service.code != USUAL],
        "form": form,
        "NOT_CUSTODY": rules.NOT_CUSTODY,
    }
    return render(request, "families/categories.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.CATEGORY_EDITORS)
@require_POST
def category(request: Request, code: str) -> HttpResponse:
    """One line: another name or service, or away and back."""
    archived = request.POST.get("archived", "")
    try:
        if archived in {"yes", "no"}:
            actions.archive_category(actor=request.actor, code=code, archived=archived == "yes")
        else:
            changed = {name: request.POST.get(name, "") for name in ("name", "service_code")}
            actions.change_category(actor=request.actor, code=code, **changed)
            messages.success(request, "Сохранено.")
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("families:categories")
