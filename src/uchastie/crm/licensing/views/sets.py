"""The set builder in three steps, its approval, and «Приложение № 4» (A27-A32). Works without scripts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Kind
from uchastie.crm.licensing import access, actions, queries, rules
from uchastie.crm.licensing.forms.builder import ReadinessForm, StepForm, SubmissionForm
from uchastie.crm.licensing.forms.licences import SetDecisionForm
from uchastie.crm.licensing.queries.sets import Builder
from uchastie.crm.licensing.rules import SET_STATE_NAMES, SetState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

STEPS = ("study", "readiness", "choice")


def centre_of(request: Request, slug: str) -> Unit:
    """A centre whose set the person may see: by his grants, or as one who waits for its licence."""
    actor = request.actor
    found = network.list_units(actor).filter(slug=slug, kind=UnitKind.CENTRE).first() if actor.grants else None
    if found is None and actor.user_id:
        found = network.list_locked_units(actor.user_id, *access.WORKERS).filter(slug=slug).first()
    if found is None:
        raise NotSeen
    return found


@page()
@require_safe
def step(request: Request, slug: str, step: str) -> HttpResponse:
    if step not in STEPS:
        raise NotSeen
    return _page(request, centre_of(request, slug), step)


@page()
@require_POST
def study(request: Request, slug: str) -> HttpResponse:
    centre = centre_of(request, slug)
    form = StepForm(request.POST, services=queries.list_elective())
    if form.is_valid():
        with refusal_on_form(form):
            actions.save_study(request.actor, centre, **form.cleaned_data)
            return redirect("licensing:step", slug, "readiness")
    return _page(request, centre, "study", form=form, status=status_of(form))


@page()
@require_POST
def readiness(request: Request, slug: str) -> HttpResponse:
    centre = centre_of(request, slug)
    form = ReadinessForm(request.POST, services=queries.list_elective())
    if form.is_valid():
        with refusal_on_form(form):
            actions.save_readiness(request.actor, centre, answers=form.answers(), version=form.cleaned_data["version"])
            return redirect("licensing:step", slug, "choice")
    return _page(request, centre, "readiness", form=form, status=status_of(form))


@page()
@require_POST
def choice(request: Request, slug: str) -> HttpResponse:
    """Saves the ticks; with `send` the set goes for approval in the same request."""
    centre, actor = centre_of(request, slug), request.actor
    form = StepForm(request.POST, services=queries.list_elective())
    sending = SubmissionForm(request.POST)
    if form.is_valid() and sending.is_valid():
        with refusal_on_form(form):
            actions.save_choice(actor, centre, **form.cleaned_data)
            if "send" not in request.POST:
                messages.success(request, "Черновик сохранён")
                return redirect("licensing:step", slug, "choice")
            actions.submit_set(actor, centre, agreed=sending.cleaned_data["agree_package"])
            messages.success(request, "Набор отправлен на утверждение")
            return redirect("licensing:step", slug, "choice")
    return _page(request, centre, "choice", form=form, codes=form.ticked(), status=status_of(form))


@page()
@require_POST
def rules_now(request: Request, slug: str) -> HttpResponse:
    """The counters and the difference for the ticks of this moment, while they are being made."""
    centre = centre_of(request, slug)
    form = StepForm(request.POST, services=queries.list_elective())
    builder = queries.get_builder(centre, codes=form.ticked())
    return render(request, "licensing/_rules.html", {"centre": centre} | _rules(builder))


@page()
@require_POST
def withdrawal(request: Request, slug: str) -> HttpResponse:
    actions.take_back_set(request.actor, centre_of(request, slug))
    messages.success(request, "Набор снова черновик")
    return redirect("licensing:step", slug, "choice")


@page(*access.REVIEWERS)
@require_POST
def decision(request: Request, slug: str) -> HttpResponse:
    centre, form = centre_of(request, slug), SetDecisionForm(request.POST, auto_id="decision_%s")
    if form.is_valid():
        with refusal_on_form(form):
            found = actions.decide_set(request.actor, centre, **form.cleaned())
            approved = found.state == SetState.APPROVED
            messages.success(request, "Набор утверждён и уже действует" if approved else "Набор вернулся руководителю")
            return redirect("licensing:step", slug, "choice")
    return _page(request, centre, "choice", decision=form, status=status_of(form))


@page()
@require_safe
def annex_pdf(request: Request, slug: str, number: int) -> HttpResponse:
    centre = centre_of(request, slug)
    found = queries.get_set(request.actor, centre, number)
    made = queries.annex_pdf(found, queries.licence_of(centre))
    return documents.paper_response(made, f"Приложение 4, версия {number}")


@page()
@require_safe
def annex_docx(request: Request, slug: str, number: int) -> HttpResponse:
    centre = centre_of(request, slug)
    found = queries.get_set(request.actor, centre, number)
    answer = documents.paper_response(queries.annex_docx(found, queries.licence_of(centre)), "")
    answer["Content-Type"] = Kind.DOCX.value
    answer["Content-Disposition"] = f'attachment; filename="prilozhenie-4-v{number}.docx"'
    return answer


@page()
@require_safe
def versions(request: Request, slug: str) -> HttpResponse:
    """Every version that was in force, and how it differs from the one before."""
    centre = centre_of(request, slug)
    found = list(queries.list_sets(centre))
    pairs = [(one, queries.change_between(before, one)) for one, before in zip(found, [*found[1:], None], strict=False)]
    names = {row[0]: row[1] for one in found for row in one.rows}
    context = {"centre": centre, "pairs": pairs, "names": names, "STATES": SET_STATE_NAMES}
    return render(request, "licensing/versions.html", context)


def _rules(builder: Builder) -> dict[str, Any]:
    tally = builder.tally
    lower = builder.package_before == "«Мастер»" and not tally.master_met and tally.standard_met
    return {
        "builder": builder,
        "tally": tally,
        "standard_note": rules.standard_note(tally),
        "master_note": rules.master_note(tally),
        "spare_note": rules.spare_note(tally, builder.unconfirmed_standard),
        "lower": lower,
        "waiting": [line for line in builder.removed if line.demand.open],
    }


def _page(
    request: Request, centre: Unit, step: str, *, status: int = 200, codes: frozenset[str] | None = None, **more: Any
) -> HttpResponse:
    actor = request.actor
    builder = queries.get_builder(centre, codes=codes)
    draft = builder.draft
    state = draft.state if draft else ""
    head = access.is_head(actor, centre)
    chosen = len(builder.chosen) + len(builder.base)
    context = _rules(builder) | {
        "centre": centre,
        "licence": queries.licence_of(centre),
        "step": step,
        "steps": rules.steps_of(step, builder.studied, builder.answered, chosen, len(builder.lines)),
        "head": head,
        "editing": head and state != SetState.SUBMITTED,
        "decides": state == SetState.SUBMITTED and access.may_review(actor, centre.path),
        "groups": _groups(builder),
        "version": draft.version if draft else "",
        "decision": SetDecisionForm(initial={"version": draft.version} if draft else {}, auto_id="decision_%s"),
        "STATES": SET_STATE_NAMES,
    }
    return render(request, f"licensing/builder_{step}.html", context | more, status=status)


def _groups(builder: Builder) -> list[tuple[str, str, list[Any]]]:
    levels = (("master", "«Мастер»"), ("standard", "«Стандарт»"))
    return [(level, name, [line for line in builder.lines if line.service.level == level]) for level, name in levels]
