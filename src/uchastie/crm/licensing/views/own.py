"""The licence of one's own centre: the way, the agreement, «Верификация». Open also to those whose access waits for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.licensing import access, actions, queries, rules
from uchastie.crm.licensing.forms.licences import AcceptanceForm
from uchastie.crm.licensing.rules import STATE_NAMES, STATE_TONES, State, TextKind
from uchastie.crm.licensing.views.public import paper_name, way_of
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, client_address, page

ICONS = ("eye", "user-round-check", "lock", "triangle-alert")  # of the points of the terms, in their order


@page()
@require_safe
def own(request: Request) -> HttpResponse:
    """What stands, what is the next step."""
    centre = _centre(request)
    licence = queries.licence_of(centre)
    accepted = list(queries.accepted_terms(licence)) if licence else []
    newest = queries.current_text(TextKind.TERMS)
    context = {
        "centre": centre,
        "licence": licence,
        "way": way_of(licence) if licence else [],
        "set_now": queries.approved_set(centre),
        "set_open": queries.open_set(centre),
        "accepted": accepted,
        "newest": newest,
        "unread": not accepted or accepted[0].text_id != newest.pk,
        "head": access.is_head(request.actor, centre),
        "STATES": STATE_NAMES,
        "TONES": STATE_TONES,
    }
    return render(request, "licensing/own.html", context)


@page()
@require_safe
def terms(request: Request) -> HttpResponse:
    """«Верификация» (A62, A64)."""
    centre = _centre(request)
    licence = queries.licence_of(centre)
    if licence is None:
        raise NotSeen
    text = queries.current_text(TextKind.TERMS)
    set_now = queries.approved_set(centre)
    context = {
        "centre": centre,
        "licence": licence,
        "way": way_of(licence),
        "text": text,
        "points": list(zip(_icons(text.brief), rules.brief_of(text.brief), strict=True)),
        "paragraphs": rules.paragraphs(text.body),
        "acceptance": queries.find_acceptance(licence, text),
        "set_now": set_now,
        "may_accept": access.is_head(request.actor, centre) and _is_due(State(licence.state), set_now is not None),
        "address": client_address(request),
    }
    return render(request, "licensing/terms.html", context)


def _icons(brief: str) -> list[str]:
    points = len(rules.brief_of(brief))
    return [*ICONS, *["circle-check"] * points][:points]


def _is_due(state: State, has_set: bool) -> bool:
    return state is State.ACTIVE or (state is State.AGREED and has_set)


@page()
@require_POST
def acceptance(request: Request) -> HttpResponse:
    """«ОЗНАКОМИТЬСЯ»: the access opens at the next request."""
    form = AcceptanceForm(request.POST)
    if not form.is_valid():
        raise NotSeen
    centre = _centre(request)
    address = client_address(request) or None
    actions.accept_terms(actor=request.actor, unit=centre, number=form.cleaned_data["number"], address=address)
    messages.success(request, "Записали. Доступ к панели открыт.")
    return redirect("licensing:own")


@page()
@require_safe
def paper(request: Request) -> HttpResponse:
    licence = queries.licence_of(_centre(request))
    if licence is None or not licence.body:
        raise NotSeen
    return documents.paper_response(queries.render_agreement(licence), paper_name(licence))


def _centre(request: Request) -> Unit:
    return queries.own_unit(request.actor, request.unit)
