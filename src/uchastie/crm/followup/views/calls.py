"""One call: the script, the answers of both sides, what is done when they disagree."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import LookReason
from uchastie.crm.followup import actions, queries
from uchastie.crm.followup.access import COORDINATORS
from uchastie.crm.followup.forms import SettleForm, TalkForm, talk_initial
from uchastie.crm.followup.models import Call
from uchastie.crm.followup.rules.schedule import OPEN_SIDES, Party, SideState
from uchastie.crm.followup.views import present
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*COORDINATORS)
def call(request: Request, call_id: UUID) -> HttpResponse:
    found = queries.get_call(request.actor, call_id)
    asked = request.GET.get("side", "")
    return _page(request, found, Party(asked) if asked in set(Party) else _first_open(found))


@require_POST
@page(*COORDINATORS)
def talks(request: Request, call_id: UUID, side: str) -> HttpResponseBase:
    found, party = queries.get_call(request.actor, call_id), _party(side)
    form = TalkForm(request.POST, questions=queries.script_of(found), party=party)
    if form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            noted = actions.note_talk(
                actor=request.actor, call_id=call_id, side=party, version=version, talk=form.talk()
            )
            messages.success(request, "Записано")
            return redirect(_way_on(noted, party))
    return _page(request, found, party, form=form, status=status_of(form))


@require_POST
@page(*COORDINATORS)
def contact(request: Request, call_id: UUID) -> HttpResponseBase:
    """The family's phone for this call: the line for the family stands before it is shown."""
    found = queries.get_call(request.actor, call_id)
    families.open_veil(actor=request.actor, case_id=found.guardianship.case_id, reason=LookReason.CALL)
    return redirect(f"{reverse('followup:call', args=[call_id])}?side={Party.FAMILY}")


@require_POST
@page(*COORDINATORS)
def difference(request: Request, call_id: UUID) -> HttpResponseBase:
    found = queries.get_call(request.actor, call_id)
    form = SettleForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.settle_difference(
                actor=request.actor,
                call_id=call_id,
                version=data["version"],
                way=form.chosen(),
                note=data["settled_note"],
            )
            messages.success(request, "Записано, что делать с расхождением")
            return redirect("followup:call", call_id)
    return _page(request, found, _first_open(found), settle=form, status=status_of(form))


def _page(request: Request, found: Call, party: Party, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = present.call_context(request.actor, found, party)
    initial = talk_initial(context["side"], found.version)
    form = TalkForm(initial=initial, questions=queries.script_of(found), party=party)
    settle = SettleForm(initial={"version": found.version, "way": found.settled or None})
    return render(request, "followup/call.html", context | {"form": form, "settle": settle} | forms, status=status)


def _party(side: str) -> Party:
    if side not in set(Party):
        raise Http404
    return Party(side)


def _first_open(found: Call) -> Party:
    """Whom to call now: the family first, then the guardian."""
    states = {side.side: side.state for side in found.sides.all()}
    return next((party for party in Party if states[party] in OPEN_SIDES), Party.FAMILY)


def _way_on(noted: Call, party: Party) -> str:
    """To the other side while nobody has tried it, else back to this page: the board is one click away."""
    sides = {side.side: side for side in noted.sides.all()}
    other = Party.GUARDIAN if party is Party.FAMILY else Party.FAMILY
    shown = other if sides[other].state == SideState.WAITING else party
    return f"{reverse('followup:call', args=[noted.pk])}?side={shown}"
