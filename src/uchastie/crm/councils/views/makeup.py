"""Staff: councils, a council, its members."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.councils import access, actions, queries
from uchastie.crm.councils.forms import CouncilForm, InviteForm, ParentForm, RenewForm, WordsForm
from uchastie.crm.councils.models import Council
from uchastie.crm.councils.rules import KIND_NAMES, POINT_NAMES, ROLE_NAMES, STATE_NAMES
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

YEAR = dt.timedelta(days=365)


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    shown = queries.list_councils(request.actor, request.unit, after=request.GET.get("after") or None)
    late = queries.late_of(shown.items)
    context = {
        "councils": [(one, late.get(one.pk, 0)) for one in shown.items],
        "after_url": f"?after={shown.after}" if shown.after else "",
        "leads": access.leads(request.actor, request.unit),
        "KINDS": KIND_NAMES,
    }
    return render(request, "councils/index.html", context)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    access.require_lead(request.actor, request.unit)
    form = CouncilForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.create_council(actor=request.actor, unit=request.unit, values=form.values())
            return redirect("councils:members", made.pk)
    status = status_of(form) if form.is_bound else 200
    return render(request, "councils/form.html", {"form": form, "council": None}, status=status)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, council_id: UUID) -> HttpResponseBase:
    council = queries.get_council(request.actor, council_id)
    access.require_lead(request.actor, council.unit)
    form = CouncilForm(request.POST) if request.method == "POST" else CouncilForm.of(council)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.change_council(actor=request.actor, council_id=council_id, version=version, values=form.values())
            messages.success(request, "Сохранено")
            return redirect("councils:card", council_id)
    return _edit(request, council, form, WordsForm(label="Почему закрываем"))


@page(*access.READERS)
@require_POST
def closing(request: Request, council_id: UUID) -> HttpResponseBase:
    council = queries.get_council(request.actor, council_id)
    access.require_lead(request.actor, council.unit)
    form = WordsForm(request.POST, label="Почему закрываем", auto_id="closing_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.close_council(actor=request.actor, council_id=council_id, reason=form.cleaned_data["words"])
            messages.success(request, "Совет закрыт, его решения остались")
            return redirect("councils:card", council_id)
    return _edit(request, council, CouncilForm.of(council), form)


def _edit(request: Request, council: Council, form: CouncilForm, closing: WordsForm) -> HttpResponse:
    closing.auto_id = "closing_%s"
    wrong = next((one for one in (form, closing) if one.is_bound), None)
    context = {"form": form, "council": council, "closing": closing}
    return render(request, "councils/form.html", context, status=status_of(wrong) if wrong else 200)


@require_safe
@page(*access.READERS)
def card(request: Request, council_id: UUID) -> HttpResponse:
    council = queries.get_council(request.actor, council_id)
    leads = access.leads(request.actor, council.unit)
    today, makeup = clock.today(council.zone), queries.makeup_of(council)
    meeting, held = queries.next_meeting(council), queries.last_held(council)
    decisions = queries.list_decisions(council, after=request.GET.get("after") or None)
    context = {
        "council": council,
        "leads": leads,
        "makeup": makeup,
        "meeting": meeting,
        "held": held,
        "begun": meeting is not None and meeting.starts_at <= clock.now(),
        "coming": sum(bool(one.coming) for one in queries.coming_to(meeting, makeup.in_force)) if meeting else 0,
        "agenda": queries.agenda_of(meeting, names=leads) if meeting else [],
        "proposals": queries.list_proposals(council) if leads else [],
        "decisions": [(one, queries.told(one, today)) for one in decisions.items],
        "after_url": f"?after={decisions.after}" if decisions.after else "",
        "evaluations": queries.list_evaluations(council),
        "zone": council.zone,
        "refusal": WordsForm(label="Почему не берём", auto_id=False),
        "KINDS": KIND_NAMES,
        "POINTS": POINT_NAMES,
        "ROLES": ROLE_NAMES,
    }
    return render(request, "councils/card.html", context)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: Request, council_id: UUID) -> HttpResponseBase:
    council = queries.get_council(request.actor, council_id)
    access.require_lead(request.actor, council.unit)
    today = clock.today(council.zone)
    form = InviteForm(
        request.POST if request.method == "POST" else None, initial={"since": today, "until": today + YEAR}
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.invite(actor=request.actor, council_id=council_id, **form.values())
            messages.success(request, "Приглашение отправлено" if made.person_id else "Сотрудник в составе")
            return redirect("councils:members", council_id)
    return _members(request, council, form)


def _members(request: Request, council: Council, form: InviteForm) -> HttpResponse:
    typed = (request.POST.get("q") or request.GET.get("q", ""))[:100]
    makeup = queries.makeup_of(council)
    context = {
        "council": council,
        "makeup": makeup,
        "former": queries.list_former(council),
        "form": form,
        "q": typed,
        "found": queries.list_people_found(request.actor, council, typed),
        "colleagues": queries.list_colleagues(council),
        "parent": ParentForm(auto_id=False),
        "renewal": RenewForm(initial={"until": clock.today(council.zone) + YEAR}, auto_id=False),
        "ROLES": ROLE_NAMES,
        "STATES": STATE_NAMES,
    }
    return render(request, "councils/members.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.READERS)
@require_POST
def consent(request: Request, member_id: UUID) -> HttpResponseBase:
    """Signed on paper: by the member, or by the parent whose name is typed."""
    member = queries.get_member(request.actor, member_id)
    access.require_lead(request.actor, member.council.unit)
    form = ParentForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["parent_name"]
        actions.note_consent(actor=request.actor, member_id=member_id, parent_name=name)
        messages.success(request, "Согласие записано")
    else:
        messages.error(request, "Имя слишком длинное: напишите фамилию и имя.")
    return redirect("councils:members", member.council_id)


@page(*access.READERS)
@require_POST
def ending(request: Request, member_id: UUID) -> HttpResponseBase:
    member = actions.end_membership(actor=request.actor, member_id=member_id)
    messages.success(request, "Человек вышел из состава")
    return redirect("councils:members", member.council_id)


@page(*access.READERS)
@require_POST
def renewal(request: Request, member_id: UUID) -> HttpResponseBase:
    member = queries.get_member(request.actor, member_id)
    access.require_lead(request.actor, member.council.unit)
    form = RenewForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            term = form.term(clock.today(member.council.zone))
            actions.renew(actor=request.actor, member_id=member_id, term=term)
            messages.success(request, "Срок продлён")
            return redirect("councils:members", member.council_id)
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("councils:members", member.council_id)
