"""«Без ID»: the task that the counter leaves for later (A66)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.actions.identity import link_person_id
from uchastie.crm.desk.forms.staff import VolunteerForm
from uchastie.crm.desk.queries import counter
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*WORKERS)
def unlinked(request: Request) -> HttpResponse:
    return _page(request, after=request.GET.get("after") or None)


@require_POST
@page(*WORKERS)
def link(request: Request, beneficiary_id: UUID) -> HttpResponseBase:
    """One ID clears the mark of all requests of the person."""
    form = VolunteerForm(request.POST, prefix=None)
    if form.is_valid():
        with refusal_on_form(form):
            link_person_id(actor=request.actor, unit=request.unit, beneficiary_id=beneficiary_id, **form.cleaned_data)
            messages.success(request, "ID привязан: заявки человека попали в показатели")
            return redirect("desk:unlinked")
    return _page(request, bound=(beneficiary_id, form), status=status_of(form))


def _page(
    request: Request, *, after: str | None = None, bound: tuple[UUID, VolunteerForm] | None = None, status: int = 200
) -> HttpResponse:
    found = counter.list_unlinked(request.actor, request.unit, after=after)
    lines = [(one, _form(one.id, bound)) for one in found.items]
    context = {"lines": lines, "after": found.after, "paged": after is not None}
    return render(request, "desk/unlinked.html", context, status=status)


def _form(owner: UUID, bound: tuple[UUID, VolunteerForm] | None) -> VolunteerForm:
    """Each line has its own ids; the refused one keeps what was typed."""
    if bound and bound[0] == owner:
        bound[1].auto_id = f"id_{owner.hex}_%s"
        return bound[1]
    return VolunteerForm(auto_id=f"id_{owner.hex}_%s")
