"""Supervision: that it was held is seen by who works here; its notes by the facilitator and the participants alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from uchastie.crm.support import access, actions, queries
from uchastie.crm.support.forms import NoteForm, SessionForm
from uchastie.crm.support.views.work import fresh, people_of, show, staff_of
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    choices = {"people": people_of(request, home), "staff": staff_of(home)}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=fresh(home), **choices)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.hold_supervision(actor=request.actor, unit=home, **form.values())
            messages.success(request, "Супервизия записана")
            return redirect("support:sessions")
    found = queries.list_sessions(request.actor, home, after=request.GET.get("after") or None)
    context = {"found": found.items, "after_url": f"?after={found.after}" if found.after else "", **choices}
    return show(
        request, "sessions", form, **context, readable=queries.list_readable(request.actor, found.items), tab="sessions"
    )


@page(*access.READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, session_id: UUID) -> HttpResponseBase:
    one = queries.get_session(request.actor, session_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"key": new_id().hex})
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.write_note(actor=request.actor, session_id=session_id, **form.cleaned_data)
            return redirect("support:notes", session_id)
    return show(request, "notes", form, one=one, notes=queries.notes_of(one), tab="sessions")


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def own_notes(request: Request, who: Entrant, session_id: UUID) -> HttpResponseBase:
    one = queries.get_own_session(who.ids, session_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"key": new_id().hex})
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actor = Actor(ActorKind.HOLDER, who.key)
            actions.write_own_note(actor=actor, person_ids=who.ids, session_id=session_id, **form.cleaned_data)
            messages.success(request, "Заметка сохранена")
            return redirect("support:own_notes", session_id)
    return show(request, "own/notes", form, one=one, notes=queries.notes_of(one), here="home")
