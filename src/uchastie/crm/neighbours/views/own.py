"""A neighbour's own pages: joining, a new ask or offer, own list, own notice with those who answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.neighbours import access, actions, queries
from uchastie.crm.neighbours.forms import AppealForm, JoinForm, NoticeForm
from uchastie.crm.neighbours.models import Neighbour
from uchastie.crm.neighbours.rules import LIVING, Age, AnswerState, Kind, State, shown_name
from uchastie.crm.neighbours.views import present
from uchastie.crm.neighbours.views.visit import joined, show
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def join(request: Request, who: Entrant) -> HttpResponseBase:
    """First the place, then the age and the consent."""
    back = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}) or not back.startswith("/neighbours/"):
        back = "/neighbours/"
    context: dict[str, Any] = {"next": back, "name": shown_name(who.name)}
    try:
        place = network.get_centre(request.POST.get("place") or request.GET.get("near", ""))
    except NotSeen:
        town = request.GET.get("town", "")
        return show(request, "join_place", context | {"places": queries.list_places(town), "town": town})
    document = consents.document_of(consents.current_text(Purpose.NEIGHBOUR), place, clock.today(place.zone))
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"place": place.slug})
    if form.is_valid():
        with refusal_on_form(form):
            actions.join(
                ids=who.ids,
                key=who.key,
                name=who.name,
                place=place.slug,
                age=Age(form.cleaned_data["age"]),
                text_id=form.text_id(),
                address=client_address(request) or None,
            )
            messages.success(request, "Вы с соседями. Просите и помогайте.")
            return redirect(back)
    context |= {"place": place, "document": document, "form": form}
    return show(request, "join", context, status_of(form) if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@joined
def new(request: Request, me: Neighbour) -> HttpResponseBase:
    kind = Kind.OFFER if request.GET.get("kind") == Kind.OFFER else Kind.ASK
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"kind": kind})
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.publish(neighbour=me, draft=form.draft(), key=form.cleaned_data["key"])
            child = made.state == State.CHILD
            messages.success(request, "Передали в центр: он поговорит с родителем." if child else "Соседи уже видят.")
            return redirect("neighbours:own_notice", made.pk)
    chosen = form["kind"].value()
    context = {"form": form, "nb_me": me, "kind": chosen if chosen in set(Kind) else kind}
    return show(request, "new", context, status_of(form) if form.is_bound else 200)


@require_safe
@joined
def mine(request: Request, me: Neighbour) -> HttpResponse:
    notices, answers = queries.list_own_notices(me), queries.list_own_answers(me)
    return show(request, "mine", {"nb_me": me, "notices": notices, "answers": answers, "zone": me.unit.zone})


@require_POST
@joined
def weekly(request: Request, me: Neighbour) -> HttpResponseBase:
    actions.choose_weekly(neighbour=me, on=request.POST.get("on") == "1")
    messages.success(request, "Запомнили.")
    return redirect("neighbours:mine")


@require_safe
@joined
def notice(request: Request, me: Neighbour, notice_id: UUID) -> HttpResponse:
    return own_notice(request, me, notice_id)


def own_notice(request: Request, me: Neighbour, notice_id: UUID, **wrong: Any) -> HttpResponse:
    actor = access.neighbour_actor(me)
    one = queries.get_notice(actor, notice_id)
    answers = queries.list_answers(one)
    chosen = next((row for row in answers if row.state in {AnswerState.CHOSEN, AnswerState.DONE}), None)
    form = next(iter(wrong.values()), None)
    context: dict[str, Any] = {
        "nb_me": me,
        "one": one,
        "zone": one.unit.zone,
        "waiting": [row for row in answers if row.state == AnswerState.WAITING],
        "agreed": present.agreed(actor, chosen, one) if chosen else None,
        "living": one.state in LIVING,
        "choosing": present.time_form(one, auto_id="choice-%s"),
        "appealing": AppealForm(auto_id="appeal-%s"),
        "decisions": queries.decisions_of(one),
        "retime": None,
        "rating": None,
    }
    return show(request, "own", context | wrong, status_of(form) if form else 200)


@require_POST
@joined
def withdrawal(request: Request, me: Neighbour, notice_id: UUID) -> HttpResponseBase:
    actions.withdraw_notice(actor=access.neighbour_actor(me), notice_id=notice_id)
    messages.success(request, "Сняли. Соседи больше не видят.")
    return redirect("neighbours:mine")


@require_POST
@joined
def appeal(request: Request, me: Neighbour, notice_id: UUID) -> HttpResponseBase:
    form = AppealForm(request.POST, auto_id="appeal-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.appeal(actor=access.neighbour_actor(me), notice_id=notice_id, text=form.cleaned_data["text"])
            messages.success(request, "Возражение рассмотрит другой сотрудник.")
            return redirect("neighbours:own_notice", notice_id)
    return own_notice(request, me, notice_id, appealing=form)
