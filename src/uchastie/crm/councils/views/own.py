"""The own pages of a member: the agenda, what is proposed, what became of decisions, marks, the way out."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.councils import actions, queries
from uchastie.crm.councils.forms import MarksForm, ProposalForm
from uchastie.crm.councils.models import Member, Point
from uchastie.crm.councils.rules import KIND_NAMES, POINT_NAMES, Kind, MemberState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm

type View = Callable[..., HttpResponseBase]
OWN_POINTS = 20


def _holder(member: Member) -> Actor:
    return Actor(ActorKind.HOLDER, member.pk)


def of_member(view: View) -> View:
    """`view(request, member, …)`: only of a person in force."""

    @entered
    @wraps(view)
    def opened(request: Request, who: Entrant, member_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, queries.get_own(who.ids, member_id, active=True), *args, **kwargs)

    return opened


@require_safe
@entered
def own(request: Request, who: Entrant, member_id: UUID) -> HttpResponse:
    member = queries.get_own(who.ids, member_id)
    if member.state == MemberState.OFFERED:
        return _offer(request, member, AgreeForm())
    return _home(request, member, ProposalForm())


def _offer(request: Request, member: Member, agree: AgreeForm) -> HttpResponse:
    unit = member.council.unit
    document = consents.document_of(consents.current_text(Purpose.COUNCIL), unit, clock.today(unit.zone))
    context = {"member": member, "council": member.council, "agree": agree, "document": document, "here": "home"}
    status = status_of(agree) if agree.is_bound else 200
    return render(request, "councils/own/offer.html", context, status=status)


def _home(request: Request, member: Member, form: ProposalForm) -> HttpResponse:
    council = member.council
    today, meeting = clock.today(council.zone), queries.next_meeting(council)
    makeup = queries.makeup_of(council)
    said = (
        next((one for one in queries.coming_to(meeting, makeup.in_force) if one.member.pk == member.pk), None)
        if meeting
        else None
    )
    context = {
        "member": member,
        "council": council,
        "zone": council.zone,
        "meeting": meeting,
        "agenda": queries.agenda_of(meeting, names=True) if meeting else [],
        "said": said,
        "makeup": makeup,
        "held": queries.last_held(council),
        "decisions": [(one, queries.told(one, today)) for one in queries.list_decisions(council).items],
        "points": list(Point.objects.filter(by=member).order_by("-made_at")[:OWN_POINTS]),
        "evaluations": queries.list_evaluations(council),
        "form": form,
        "here": "home",
        "kind": KIND_NAMES[Kind(council.kind)],
        "POINTS": POINT_NAMES,
    }
    return render(request, "councils/own/home.html", context, status=status_of(form) if form.is_bound else 200)


@require_POST
@entered
def acceptance(request: Request, who: Entrant, member_id: UUID) -> HttpResponseBase:
    member = queries.get_own(who.ids, member_id)
    agree = AgreeForm(request.POST)
    if agree.is_valid():
        with refusal_on_form(agree):
            made = actions.accept(
                actor=_holder(member),
                member=member,
                text_id=agree.text_id(),
                address=client_address(request) or None,
            )
            joined = made.state == MemberState.ACTIVE
            messages.success(request, "Вы в составе" if joined else "Спасибо. Теперь нужно согласие родителя")
            return redirect("councils:own", member_id)
    return _offer(request, member, agree)


@require_POST
@entered
def refusal(request: Request, who: Entrant, member_id: UUID) -> HttpResponseBase:
    member = queries.get_own(who.ids, member_id)
    actions.decline(actor=_holder(member), member=member)
    messages.success(request, "Спасибо за ответ. Причину мы не спрашиваем")
    return redirect("cabinet:home")


@require_POST
@of_member
def leaving(request: Request, member: Member) -> HttpResponseBase:
    actions.leave(actor=_holder(member), member=member)
    messages.success(request, "Вы вышли из состава. Спасибо за участие")
    return redirect("cabinet:home")


@require_POST
@of_member
def name(request: Request, member: Member) -> HttpResponseBase:
    shown = request.POST.get("shown") == "1"
    actions.show_name(actor=_holder(member), member=member, shown=shown)
    messages.success(request, "Имя видно жителям" if shown else "Имя скрыто, видно только, от кого вы")
    return redirect("councils:own", member.pk)


@require_POST
@of_member
def proposals(request: Request, member: Member) -> HttpResponseBase:
    form = ProposalForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.propose(actor=_holder(member), member=member, **form.cleaned_data)
            messages.success(request, "Предложение записано. Его возьмут в повестку или ответят, почему нет")
            return redirect("councils:own", member.pk)
    return _home(request, member, form)


@require_POST
@of_member
def coming(request: Request, member: Member, meeting_id: UUID) -> HttpResponseBase:
    comes = request.POST.get("coming") == "1"
    actions.say_coming(actor=_holder(member), member=member, meeting_id=meeting_id, coming=comes)
    messages.success(request, "Ждём вас" if comes else "Спасибо, что сказали")
    return redirect("councils:own", member.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_member
def marks(request: Request, member: Member, evaluation_id: UUID) -> HttpResponseBase:
    evaluation = queries.get_own_evaluation(member, evaluation_id)
    given = {f"m{place}": value for place, value in queries.own_marks(evaluation, member).items()}
    form = MarksForm(request.POST if request.method == "POST" else None, criteria=evaluation.criteria, initial=given)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.give_marks(actor=_holder(member), member=member, evaluation_id=evaluation_id, marks=form.marks())
            messages.success(request, "Отметки записаны. Их видите только вы")
            return redirect("councils:own_marks", member.pk, evaluation_id)
    context = {"member": member, "council": member.council, "evaluation": evaluation, "form": form, "here": "home"}
    context |= {"judged": queries.judged(evaluation) if evaluation.concluded_on else None}
    return render(request, "councils/own/marks.html", context, status=status_of(form) if form.is_bound else 200)
