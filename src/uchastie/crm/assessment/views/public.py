"""The ten questions for those the centre works for: no account, no name, once for a browser and a person."""

import secrets

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.assessment import actions, forms, queries
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.rules.questions import PLAIN
from uchastie.crm.assessment.rules.results import FEW
from uchastie.kernel import entry, limits
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of

COOKIE, YEAR = "say", 365 * 24 * 3600
HOUR, AN_HOUR = 3600, 40  # from one address: a centre has one for all


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Request, code: str) -> HttpResponseBase:
    profile = queries.find_open(code)
    if profile.state != "draft":
        return _unkept(render(request, "assessment/public/over.html", {"centre": profile.unit}, status=410))
    tokens = _tokens(request)
    if actions.has_answered(profile, tokens):
        return redirect("assessment:thanks", code)
    form = forms.PlainForm(request.POST or None, statement=queries.texts_of(profile).get("statement", ""))
    if request.method == "POST" and form.is_valid() and _allowed(request, form):
        with refusal_on_form(form):
            own = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(18)
            given = {"scores": form.scores(), "accepts": form.accepted(), "wish": form.cleaned_data["wish"]}
            actions.answer_as_beneficiary(code=code, tokens=tuple({own, *tokens}), **given)
            return _remembered(redirect("assessment:thanks", code), own)
    return _page(request, profile, form)


@page.public
@never_cache
@require_safe
def thanks(request: Request, code: str) -> HttpResponse:
    profile = queries.find_open(code)
    return _unkept(render(request, "assessment/public/thanks.html", {"centre": profile.unit, "few": FEW}))


def _allowed(request: Request, form: forms.PlainForm) -> bool:
    if request.actor.has_role(*STAFF):
        form.add_error(None, "Вы вошли как сотрудник. Здесь отвечают те, кому помогает центр.")
        return False
    if limits.allow("our-say", client_address(request), times=AN_HOUR, seconds=HOUR):
        return True
    form.add_error(None, "С этого адреса пришло слишком много ответов. Попробуйте через час.")
    return False


def _tokens(request: Request) -> tuple[str, ...]:
    """Of the browser, when it has answered anything before, and of the person when one is in by a code."""
    kept = request.COOKIES.get(COOKIE, "")[:64]
    who = entry.current(request)
    people = tuple(f"person {card}" for card in who.ids) if who else ()
    return (*((kept,) if kept else ()), *people)


def _remembered(answer: HttpResponseBase, own: str) -> HttpResponseBase:
    """A random word in the browser; it says nothing of the person and stands in no row."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(COOKIE, own, YEAR, path="/our-say/", httponly=True, samesite="Lax", secure=secure)  # type: ignore[attr-defined]
    return answer


def _page(request: Request, profile: Profile, form: forms.PlainForm) -> HttpResponse:
    context = {
        "centre": profile.unit,
        "profile": profile,
        "form": form,
        "questions": PLAIN,
        "statement": queries.texts_of(profile).get("statement", ""),
        "staff": request.actor.has_role(*STAFF),
        "few": FEW,
    }
    status = status_of(form) if form.errors else 200
    return _unkept(render(request, "assessment/public/say.html", context, status=status))


def _unkept(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
