"""Pages of one's own drafts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.rules import DRAFT_LIVES, DraftForm
from uchastie.crm.desk.views import counter, group, keeping
from uchastie.crm.licensing import queries as licensing
from uchastie.kernel.web import Request, page


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WORKERS)
def drafts(request: Request) -> HttpResponseBase:
    """The list; a POST keeps the form that is being typed and answers when it was kept."""
    if request.method == "POST":
        form = DraftForm.GROUP if request.POST.get("form") == DraftForm.GROUP else DraftForm.ADD
        return keeping.kept_at(request, keeping.keep(request, form))
    lines = queries.list_drafts(request.actor, request.unit)
    names = {service.code: service.name for service in licensing.list_to_choose(request.unit)} if lines else {}
    return render(request, "desk/drafts.html", {"drafts": lines, "services": names, "days": DRAFT_LIVES.days})


@require_safe
@page(*WORKERS)
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Go on where it was left, on any device."""
    found = queries.get_draft(request.actor, request.unit, draft_id)
    if found.form == DraftForm.ADD:
        return counter.show(request, counter.form_of(request, dict(found.fields) | {"key": found.pk.hex}))
    typed = QueryDict(mutable=True)
    for name, value in [*found.fields, ("key", found.pk.hex)]:
        typed.appendlist(name, value)
    return group.show(request, typed)


@require_POST
@page(*WORKERS)
def removal(request: Request, draft_id: UUID) -> HttpResponseBase:
    actions.erase_draft(actor=request.actor, draft_id=draft_id)
    messages.success(request, "Черновик удалён")
    return redirect("desk:drafts")
