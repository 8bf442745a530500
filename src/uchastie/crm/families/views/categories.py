"""The list of help categories: the federal team adds, renames and archives."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.card import CategoryForm
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


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
        "form": form,
        "NOT_CUSTODY": rules.NOT_CUSTODY,
    }
    return render(request, "families/categories.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.CATEGORY_EDITORS)
@require_POST
def category(request: Request, code: str) -> HttpResponse:
    """One line: a new name, or away and back."""
    archived = request.POST.get("archived", "")
    try:
        if archived in {"yes", "no"}:
            actions.archive_category(actor=request.actor, code=code, archived=archived == "yes")
        else:
            actions.rename_category(actor=request.actor, code=code, name=request.POST.get("name", ""))
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("families:categories")
