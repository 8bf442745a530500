"""Staff: a meeting from its day to its minutes, and the decisions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.councils import access, actions, queries
from uchastie.crm.councils.forms import DecisionForm, FateForm, HoldForm, MeetingForm, PointForm, WordsForm
from uchastie.crm.councils.models import Decision, Meeting
from uchastie.crm.councils.rules import FATE_NAMES, OPEN_FATES, POINT_NAMES, Fate, FateMove
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, council_id: UUID) -> HttpResponseBase:
    council = queries.get_council(request.actor, council_id)
    access.require_lead(request.actor, council.unit)
    form = MeetingForm(request.POST if request.method == "POST" else None, zone=council.zone)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.plan_meeting(actor=request.actor, council_id=council_id, values=form.values())
            messages.success(request, "Встреча назначена: проверьте повестку и разошлите её")
            return redirect("councils:meeting", made.pk)
    status = status_of(form) if form.is_bound else 200
    return render(request, "councils/meeting_new.html", {"form": form, "council": council}, status=status)


@require_safe
@page(*access.READERS)
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    return _meeting(request, queries.get_meeting(request.actor, meeting_id))


def _meeting(
    request: Request,
    meeting: Meeting,
    *,
    point: PointForm | None = None,
    hold: HoldForm | None = None,
    decision: DecisionForm | None = None,
) -> HttpResponse:
    council = meeting.council
    leads, makeup = access.leads(request.actor, council.unit), queries.makeup_of(council)
    wrong = point or hold or decision
    today = clock.today(council.zone)
    coming = queries.coming_to(meeting, makeup.in_force)
    context = {
        "meeting": meeting,
        "council": council,
        "zone": council.zone,
        "leads": leads,
        "ahead": meeting.state in {"planned", "sent"},
        "begun": meeting.starts_at <= clock.now(),
        "makeup": makeup,
        "coming": coming,
        "came": sum(one.came for one in coming),
        "agenda": queries.agenda_of(meeting, names=leads),
        "decisions": [(one, queries.told(one, today)) for one in meeting.decisions.order_by("id")],
        "point": point or PointForm(auto_id="point_%s"),
        "hold": hold or HoldForm(members=makeup.in_force, auto_id="hold_%s"),
        "decision": decision or DecisionForm(owners=queries.list_colleagues(council), auto_id="decision_%s"),
        "POINTS": POINT_NAMES,
    }
    return render(request, "councils/meeting.html", context, status=status_of(wrong) if wrong else 200)


@page(*access.READERS)
@require_POST
def sending(request: Request, meeting_id: UUID) -> HttpResponseBase:
    actions.send_agenda(actor=request.actor, meeting_id=meeting_id)
    messages.success(request, "Повестка разослана участникам")
    return redirect("councils:meeting", meeting_id)


@page(*access.READERS)
@require_POST
def cancellation(request: Request, meeting_id: UUID) -> HttpResponseBase:
    made = actions.cancel_meeting(actor=request.actor, meeting_id=meeting_id)
    messages.success(request, "Встреча отменена, вопросы подождут следующей")
    return redirect("councils:card", made.council_id)


@page(*access.READERS)
@require_POST
def points(request: Request, meeting_id: UUID) -> HttpResponseBase:
    found = queries.get_meeting(request.actor, meeting_id)
    access.require_lead(request.actor, found.council.unit)
    form = PointForm(request.POST, auto_id="point_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_point(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)
            return redirect("councils:meeting", meeting_id)
    return _meeting(request, found, point=form)


@page(*access.READERS)
@require_POST
def holding(request: Request, meeting_id: UUID) -> HttpResponseBase:
    found = queries.get_meeting(request.actor, meeting_id)
    access.require_lead(request.actor, found.council.unit)
    form = HoldForm(request.POST, members=queries.makeup_of(found.council).in_force, auto_id="hold_%s")
    if form.is_valid():
        with refusal_on_form(form):
            minutes = form.cleaned_data["minutes"]
            actions.hold_meeting(actor=request.actor, meeting_id=meeting_id, came=form.came_ids(), minutes=minutes)
            messages.success(request, "Встреча записана: теперь запишите решения")
            return redirect("councils:meeting", meeting_id)
    return _meeting(request, found, hold=form)


@page(*access.READERS)
@require_POST
def decisions(request: Request, meeting_id: UUID) -> HttpResponseBase:
    found = queries.get_meeting(request.actor, meeting_id)
    access.require_lead(request.actor, found.council.unit)
    form = DecisionForm(request.POST, owners=queries.list_colleagues(found.council), auto_id="decision_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.decide(actor=request.actor, meeting_id=meeting_id, **form.values())
            messages.success(request, "Решение записано, за ним следит и совет")
            return redirect("councils:meeting", meeting_id)
    return _meeting(request, found, decision=form)


@page(*access.READERS)
@require_POST
def taking(request: Request, point_id: UUID) -> HttpResponseBase:
    point = actions.take_point(actor=request.actor, point_id=point_id)
    messages.success(request, "Предложение в повестке")
    return redirect("councils:card", point.council_id)


@page(*access.READERS)
@require_POST
def refusal(request: Request, point_id: UUID) -> HttpResponseBase:
    point = queries.get_point(request.actor, point_id)
    access.require_lead(request.actor, point.council.unit)
    words = WordsForm(request.POST)
    if words.is_valid():
        actions.decline_point(actor=request.actor, point_id=point_id, reason=words.cleaned_data["words"])
        messages.success(request, "Ответ записан, автор его прочтёт")
    else:
        messages.error(request, "Напишите, почему не берёте: одной-двумя фразами.")
    return redirect("councils:card", point.council_id)


@require_safe
@page(*access.READERS)
def decision(request: Request, decision_id: UUID) -> HttpResponse:
    found = queries.get_decision(request.actor, decision_id)
    return _decision(request, found, FateForm(initial={"version": found.version}))


@page(*access.READERS)
@require_POST
def fate(request: Request, decision_id: UUID) -> HttpResponseBase:
    found = queries.get_decision(request.actor, decision_id)
    access.require_lead(request.actor, found.council.unit)
    form = FateForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.change_fate(actor=request.actor, decision_id=decision_id, **form.cleaned_data)
            messages.success(request, "Записано, участники узнают")
            return redirect("councils:decision", decision_id)
    return _decision(request, found, form)


def _decision(request: Request, found: Decision, form: FateForm) -> HttpResponse:
    council = found.council
    context = {
        "decision": found,
        "council": council,
        "told": queries.told(found, clock.today(council.zone)),
        "leads": access.leads(request.actor, council.unit),
        "open": found.fate in OPEN_FATES,
        "form": form,
        "fate": FATE_NAMES[Fate(found.fate)],
        "MOVES": FateMove,
    }
    return render(request, "councils/decision.html", context, status=status_of(form) if form.is_bound else 200)
