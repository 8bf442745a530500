"""«Подбор»: families that wait, candidates of one family, families of one guardian."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families import rules as families
from uchastie.crm.guardians.rules import KIND_NAMES
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.matching import access, actions, queries
from uchastie.crm.matching.forms import ChoiceForm, DismissalForm
from uchastie.crm.matching.rules import DISMISSALS, Dismissal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS = {
    "KINDS": KIND_NAMES,
    "STATES": families.STATE_NAMES,
    "TONES": families.STATE_TONES,
    "FORMATS": families.FORMAT_NAMES,
    "PERIODICITIES": families.PERIODICITY_NAMES,
    "NOT_CUSTODY": families.NOT_CUSTODY,
    "DISMISSALS": DISMISSALS,
}


@page(*access.COORDINATORS)
@require_safe
def index(request: Request) -> HttpResponse:
    """B29: families with the marker, the longest waiting first."""
    after = request.GET.get("after") or None
    page, total = queries.list_waiting(request.actor, request.unit, after=after)
    context = {
        "rows": page.items,
        "total": total,
        "after_url": f"?after={page.after}" if page.after else "",
        "fresh": [] if after else queries.list_new(request.actor, request.unit),
        "zone": request.unit.zone,
    }
    return render(request, "matching/index.html", context | WORDS)


@page(*access.COORDINATORS)
@require_POST
def looks(request: Request) -> HttpResponse:
    """Coincidences somebody has looked at are new no more."""
    ids = [UUID(value) for value in request.POST.getlist("seen")[:100] if _is_id(value)]
    actions.mark_seen(actor=request.actor, coincidence_ids=ids)
    return redirect("matching:index")


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def coincidence(request: Request, coincidence_id: UUID) -> HttpResponse:
    """A pair that does not fit is put aside with a reason, and is offered no more."""
    found = queries.get_coincidence(request.actor, coincidence_id)
    form = DismissalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            reason, note = Dismissal(form.cleaned_data["reason"]), form.cleaned_data["note"]
            actions.dismiss(actor=request.actor, coincidence_id=found.pk, reason=reason, note=note)
            messages.success(request, f"Отложили: {found.case.number} и {found.guardian.name}.")
            return redirect("matching:index")
    context = {"found": found, "form": form, "zone": found.unit.zone}
    return render(request, "matching/coincidence.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.COORDINATORS)
@require_POST
def coincidence_return(request: Request, coincidence_id: UUID) -> HttpResponse:
    found = actions.take_back(actor=request.actor, coincidence_id=coincidence_id)
    return redirect("matching:candidates", found.case_id)


@page(*access.COORDINATORS)
@require_safe
def candidates(request: Request, case_id: UUID) -> HttpResponse:
    """B12, B40: who covers what, who can take a family now, and why not."""
    return _page(request, case_id, ChoiceForm())


@page(*access.COORDINATORS)
@require_POST
def choice(request: Request, case_id: UUID) -> HttpResponse:
    """Reserves the place and the needs together; no clock starts until the guardian says yes (decision 8)."""
    form = ChoiceForm(request.POST)
    form.fields["needs"].choices = [(value, value) for value in request.POST.getlist("needs")[:50]]  # type: ignore[attr-defined]
    if form.is_valid():
        with refusal_on_form(form):
            pair = guardianship.propose(
                actor=request.actor,
                case_id=case_id,
                guardian_id=form.cleaned_data["guardian"],
                need_ids=[UUID(value) for value in form.cleaned_data["needs"] if _is_id(value)],
            )
            return redirect("guardianship:pair", pair.pk)
    return _page(request, case_id, form)


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _page(request: Request, case_id: UUID, form: ChoiceForm) -> HttpResponse:
    case, needs, found = queries.list_candidates(request.actor, case_id)
    context = {"case": case, "needs": needs, "candidates": found, "form": form, "zone": case.unit.zone}
    context["aside"] = queries.list_dismissed(request.actor, case_id)
    status = status_of(form) if form.is_bound else 200
    return render(request, "matching/candidates.html", context | WORDS, status=status)


@page(*access.COORDINATORS)
@require_safe
def families_of(request: Request, guardian_id: UUID) -> HttpResponse:
    guardian, places, rows = queries.list_families_for(request.actor, guardian_id)
    context = {"guardian": guardian, "places": places, "rows": rows}
    return render(request, "matching/families.html", context | WORDS)
