"""«Соглашения»: the list, the page of one, everything a coordinator does to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.agreements import access, actions, forms, queries, rules
from uchastie.crm.agreements.access import READERS, WORKERS
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import STATE_MARKS, STATE_NAMES, Kind, State
from uchastie.crm.agreements.views import present
from uchastie.crm.families import queries as families
from uchastie.crm.guardians import queries as guardians
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

TAB_KEYS = {tab.key for tab in queries.TABS}


@require_safe
@page(*READERS)
def index(request: Request) -> HttpResponse:
    unit, actor = request.unit, request.actor
    today = clock.today(unit.zone)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TAB_KEYS else queries.TABS[0].key
    listed = queries.list_agreements(actor, unit, tab, today, after=request.GET.get("after") or None)
    context = {
        "tab": tab,
        "tabs": queries.TABS,
        "counts": queries.count_agreements(actor, unit, today),
        "rows": [(row, present.title_of(row), queries.list_places(actor, row)) for row in listed.items],
        "after_url": f"?tab={tab}&after={listed.after}" if listed.after else "",
        "may_work": access.may_work(actor, unit.path),
        "KINDS": rules.KIND_NAMES,
        "SIDES": rules.SIDE_NAMES,
        "STATES": STATE_NAMES,
        "MARKS": STATE_MARKS,
        "today": today,
    }
    return render(request, "agreements/index.html", context)


@require_safe
@page(*READERS)
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    return _page(request, queries.get_agreement(request.actor, agreement_id))


@require_safe
@page(*WORKERS)
def new(request: Request) -> HttpResponse:
    start, until = rules.usual_term(clock.today(request.unit.zone))
    return _new(request, request.GET.get("guardian", ""), request.GET.get("case", ""), None, start, until)


@require_POST
@page(*WORKERS)
def drafts(request: Request) -> HttpResponseBase:
    form = forms.PrepareForm(request.POST, kinds=tuple(Kind))
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.prepare_agreement(
                actor=request.actor,
                kind=Kind(form.cleaned_data["kind"]),
                guardian_id=form.cleaned_data["guardian"],
                case_id=form.cleaned_data["case"],
                **form.term(),
            )
            messages.success(request, f"Подготовлено соглашение № {made.number}")
            return redirect("agreements:agreement", agreement_id=made.pk)
    return _new(request, request.POST.get("guardian", ""), request.POST.get("case", ""), form)


def _new(request: Request, guardian_id: str, case_id: str, form: Any, *term: Any) -> HttpResponse:
    """For a guardian, for a family, or for both: by what the address names."""
    actor = request.actor
    guardian = guardians.get_guardian(actor, _id(guardian_id)) if guardian_id else None
    case = families.get_case(actor, _id(case_id)) if case_id else None
    kinds = _kinds(guardian is not None, case is not None)
    if form is None:
        initial = {"valid_from": term[0], "valid_until": term[1], "kind": kinds[0] if kinds else None}
        form = forms.PrepareForm(initial=initial, kinds=kinds)
    else:
        form.fields["kind"].choices = [(kind, rules.KIND_NAMES[kind]) for kind in kinds]
    context = {"form": form, "guardian": guardian, "case": case, "kinds": kinds}
    return render(request, "agreements/new.html", context, status=status_of(form) if form.is_bound else 200)


def _kinds(guardian: bool, case: bool) -> tuple[Kind, ...]:
    if guardian and case:
        return (Kind.GUARDIAN_FAMILY,)
    if guardian:
        return (Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION, Kind.ADHESION)
    return (Kind.ADHESION,) if case else ()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@require_POST
@page(*WORKERS)
def term(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.TermForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.change_term(
                actor=request.actor, agreement_id=agreement_id, version=form.cleaned_data["version"], **form.term()
            )
            messages.success(request, "Срок изменён")
            return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form, term_form=form)


@require_POST
@page(*WORKERS)
def offer(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.VersionForm(request.POST)
    with refusal_on_form(form):
        actions.offer_agreement(actor=request.actor, agreement_id=agreement_id, version=form.seen() or 0)
        messages.success(request, "Отправлено на подпись: стороны получили ссылки")
        return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form)


@require_POST
@page(*WORKERS)
def code(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.VersionForm(request.POST)
    with refusal_on_form(form):
        form.is_valid()
        actions.send_code(actor=request.actor, agreement_id=agreement_id)
        messages.success(request, "Код отправлен")
        return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form)


@require_POST
@page(*WORKERS)
def signature(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.sign_by_code(actor=request.actor, agreement_id=agreement_id, typed=form.cleaned_data["code"])
            messages.success(request, "Подписано")
            return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form, code_form=form)


@require_POST
@page(*WORKERS)
def scan(request: Request, agreement_id: UUID) -> HttpResponseBase:
    found = queries.get_agreement(request.actor, agreement_id)
    form = forms.ScanForm(request.POST, request.FILES, missing=_unsigned(found))
    if form.is_valid():
        with refusal_on_form(form):
            actions.attach_scan(
                actor=request.actor,
                agreement_id=agreement_id,
                upload=form.cleaned_data["scan"],
                sides=form.chosen(),
                signed_on=form.cleaned_data["signed_on"],
            )
            messages.success(request, "Скан приложен. Сверить его должен другой сотрудник")
            return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form, scan_form=form)


@require_POST
@page(*WORKERS)
def check(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.VersionForm(request.POST)
    with refusal_on_form(form):
        actions.check_scan(actor=request.actor, agreement_id=agreement_id, version=form.seen())
        messages.success(request, "Скан сверен")
        return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form)


@require_POST
@page(*WORKERS)
def rejection(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.reject_scan(actor=request.actor, agreement_id=agreement_id, **form.cleaned_data)
            messages.success(request, "Скан не принят: приложивший узнает почему")
            return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form, reject_form=form)


@require_POST
@page(*WORKERS)
def ending(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.end_agreement(actor=request.actor, agreement_id=agreement_id, **form.cleaned_data)
            messages.success(request, "Соглашение прекращено")
            return redirect("agreements:agreement", agreement_id=agreement_id)
    return _again(request, agreement_id, form, end_form=form)


@require_POST
@page(*WORKERS)
def renewal(request: Request, agreement_id: UUID) -> HttpResponseBase:
    form = forms.VersionForm(request.POST)
    with refusal_on_form(form):
        form.is_valid()
        made = actions.renew_agreement(actor=request.actor, agreement_id=agreement_id)
        messages.success(request, f"Подготовлено продление № {made.number}")
        return redirect("agreements:agreement", agreement_id=made.pk)
    return _again(request, agreement_id, form)


def _again(request: Request, agreement_id: UUID, form: Any, **shown: Any) -> HttpResponse:
    """The page once more, with what went wrong at its form."""
    found = queries.get_agreement(request.actor, agreement_id)
    return _page(request, found, wrong=form, status=status_of(form), **shown)


def _unsigned(found: Agreement) -> tuple[rules.Side, ...]:
    signed = {rules.Side(row.side) for row in found.signatures.all()}
    return rules.missing(Kind(found.kind), signed, of_family=found.guardian_id is None)


def _page(request: Request, found: Agreement, *, wrong: Any = None, status: int = 200, **shown: Any) -> HttpResponse:
    actor, today = request.actor, queries.today_of(found)
    works = access.may_work(actor, found.unit.path)
    scans = [row for row in found.signatures.all() if not queries.is_counted(row)]
    context: dict[str, Any] = {
        **present.common(actor, found),
        **(present.signing(actor, found) if works else {"by_code": False}),
        "wrong": wrong,
        "may_work": works,
        "versions": queries.list_versions(actor, found),
        "conditions": present.conditions(found),
        "scans": scans,
        "own_scan": any(row.by_id == actor.id for row in scans),
        "shows_scan": queries.shows_family(actor, found),
        "unsigned": _unsigned(found),
        "renewable": found.state in {State.IN_FORCE, State.EXPIRED} and not present.has_renewal(found),
        "soon": found.state == State.IN_FORCE and rules.renew_soon(found.valid_until, today),
        "term_form": forms.TermForm(initial={"valid_from": found.valid_from, "valid_until": found.valid_until}),
        "scan_form": forms.ScanForm(missing=_unsigned(found), initial={"signed_on": today}),
        "end_form": forms.ReasonForm(),
        "reject_form": forms.ReasonForm(),
        "STATES": STATE_NAMES,
        "MARKS": STATE_MARKS,
        "today": today,
    }
    return render(request, "agreements/agreement.html", context | shown, status=status)
