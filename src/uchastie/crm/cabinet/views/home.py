"""«Мои сервисы» (A57) and the pages beside it. Everything about one request opens by its signed link, as from a letter."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.cabinet import queries, rules
from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.cabinet.queries import Who
from uchastie.crm.cabinet.views import words
from uchastie.crm.cabinet.views.visit import for_one
from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.desk.queries import status_token
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications.queries import choices_token
from uchastie.crm.visits import queries as visits
from uchastie.kernel import panels
from uchastie.kernel.web import Request


@require_safe
@for_one
def home(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponse:
    seen = queries.get_home(who)
    context = _context(sign_in, who, found, "home") | {
        "open": words.lines(seen.open),
        "to_rate": words.lines(seen.to_rate),
        "past": words.lines(seen.past),
        "more": seen.more,
        "meeting": seen.meeting,
        "meeting_token": status_token(seen.meeting.pk) if seen.meeting else "",
        "code": None if who.organisation else visits.personal_code(who.ids[-1]),
        "panels": panels.collect("cabinet.home", request.actor, who),
    }
    return render(request, "cabinet/home.html", context)


@require_safe
@for_one
def requests(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponse:
    items, after = queries.list_requests(who, after=request.GET.get("after"))
    context = _context(sign_in, who, found, "home") | {"lines": words.lines(items), "after": after}
    return render(request, "cabinet/requests.html", context)


@require_safe
@for_one
def messages(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponse:
    items, after = queries.list_messages(who, after=request.GET.get("after"))
    notifications.read_of_person(recipient_ids=who.ids)
    context = _context(sign_in, who, found, "messages") | {"told": items, "after": after}
    context["choices"] = choices_token(who.ids[-1])
    return render(request, "cabinet/messages.html", context)


@require_safe
@for_one
def consents(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponse:
    given = [
        (one, METHOD_NAMES[Method(one.consent.method)], status_token(one.request.pk) if one.request else "")
        for one in queries.list_consents(who)
    ]
    return render(request, "cabinet/consents.html", _context(sign_in, who, found, "consents") | {"given": given})


@require_safe
@for_one
def own_data(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponse:
    """What is kept, who has looked, where one is in."""
    newest, _ = queries.list_requests(who)
    context = _context(sign_in, who, found, "own_data") | {
        "data": queries.get_own_data(sign_in, who),
        "contact": rules.mask(sign_in.kind, sign_in.value),
        "ask_token": status_token(newest[0].pk) if newest else "",
        "centre": newest[0].unit if newest else None,
    }
    return render(request, "cabinet/own_data.html", context)


def _context(sign_in: SignIn, who: Who, found: list[Who], here: str) -> dict[str, Any]:
    return {"sign_in": sign_in, "who": who, "others": len(found) > 1, "here": here, "zone": queries.zone_of(who)}
