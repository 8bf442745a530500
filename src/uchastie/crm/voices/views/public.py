"""The board, saying something, reading the answer by the number."""

import secrets
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.voices import actions, queries
from uchastie.crm.voices.forms import NAMELESS, NumberForm, SayForm
from uchastie.crm.voices.rules import SOURCE_NAMES, STATE_NAMES, Source, shown_code
from uchastie.kernel import entry, limits
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of
from uchastie.ui.text import plural

NAMES = {"STATES": STATE_NAMES, "SOURCES": SOURCE_NAMES}
AN_HOUR = 20  # suggestions of one address: a whole centre may speak through one
COOKIE, LIVES = "voice", 200 * 86_400  # a secret for «и мне это важно», never kept with what was said


@require_safe
@page.public
def network_board(request: Request) -> HttpResponse:
    return _board(request, None, None)


@require_safe
@page.public
def board(request: Request, slug: str) -> HttpResponse:
    centre = network.get_centre(slug)
    return _board(request, centre, SayForm(known=entry.current(request) is not None))


def _board(request: Request, centre: Unit | None, form: SayForm | None) -> HttpResponse:
    tab = request.GET.get("show", "")
    shown = queries.list_board(centre, tab, after=request.GET.get("after") or None)
    query = f"?show={tab}&after={shown.after}" if shown.after else ""
    context: dict[str, Any] = {"centre": centre, "form": form, "shown": shown.items, "after_url": query, "tab": tab}
    totals = queries.totals(centre)
    context |= {"totals": totals, "TABS": queries.BOARD, "times": plural(totals.said, "раз", "раза", "раз")}
    known = entry.current(request) is not None
    status = status_of(form) if form is not None and form.is_bound else 200
    return render(request, "voices/public/board.html", context | NAMES | {"known": known}, status=status)


@require_POST
@never_cache
@page.public
def saying(request: Request, slug: str) -> HttpResponse:
    """The number is in this answer alone: no address, no session and no cookie carries it."""
    centre, who = network.get_centre(slug), entry.current(request)
    form = SayForm(request.POST, known=who is not None)
    if form.is_valid():
        with refusal_on_form(form):
            _measure(client_address(request))
            own = who if form.cleaned_data.get("way", NAMELESS) != NAMELESS else None
            got = _say(centre, form, own)
            context = {"centre": centre, "item": got.item, "code": shown_code(got.code), "own": own}
            return render(request, "voices/public/said.html", context)
    return _board(request, centre, form)


def _measure(address: str) -> None:
    """A phone that floods the board is slowed; only a digest of the address is counted, and only for an hour."""
    if not limits.allow("voice", address, times=AN_HOUR, seconds=3600):
        message = "За последний час с этого адреса говорили много раз. Попробуйте через час: написанное осталось здесь."
        raise Refusal("often", message)


def _say(centre: Unit, form: SayForm, who: Entrant | None) -> actions.Received:
    return actions.receive(
        actor=Actor(ActorKind.HOLDER, who.key) if who else Actor(ActorKind.NOBODY),
        unit=centre,
        source=Source.SUGGESTION,
        words=form.cleaned_data["words"],
        person_id=who.key if who else None,
        key=form.once,
    )


@require_POST
@page.public
def supporting(request: Request, item_id: UUID) -> HttpResponseBase:
    item, who = queries.get_public(item_id), entry.current(request)
    ticket = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    names = [f"person:{key}" for key in who.ids] if who else []
    actions.support(item_id=item_id, names=[*names, f"ticket:{ticket}"])
    answer = redirect(f"/centres/{item.unit.slug}/voices/" if item.unit.slug else "voices:network")
    answer.set_cookie(COOKIE, ticket, max_age=LIVES, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


@never_cache
@page.public
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Request) -> HttpResponse:
    """By the number, typed into a form: it stands in no address."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    item = queries.find_by_code(form.cleaned_data["code"]) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and item is None:
        form.add_error("code", "Такого номера нет. Проверьте буквы и цифры: ABCD-2345-EFGH.")
    context = {"form": form, "item": item, "changed_at": queries.url_of(item) if item else ""}
    status = status_of(form) if form.is_bound and item is None else 200
    return render(request, "voices/public/find.html", context | NAMES, status=status)


@require_safe
@entered
def own(request: Request, who: Entrant) -> HttpResponse:
    shown = queries.list_own(who.ids, after=request.GET.get("after") or None)
    items = [(one, queries.url_of(one)) for one in shown.items]
    after = f"?after={shown.after}" if shown.after else ""
    return render(request, "voices/public/own.html", {"items": items, "after_url": after, "here": "home"} | NAMES)
