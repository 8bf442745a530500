"""Who answers: a secret in a cookie of this one survey, the cards of a person who is in by a code, a parent's consent.
A cookie of one survey says nothing in another."""

import secrets

from django.http import HttpResponseBase

from uchastie.crm.surveys.actions import Respondent
from uchastie.crm.surveys.models import Survey
from uchastie.kernel import entry
from uchastie.kernel.web import Request

LIVES = 200 * 86_400  # seconds: longer than any survey


def _name(kind: str, survey: Survey) -> str:
    return f"{kind}_{survey.code}"


def respondent(request: Request, survey: Survey) -> Respondent:
    """A teenager's sheet is tied to the parent's consent alone, whoever is signed in on that phone."""
    permit = request.COOKIES.get(_name("p", survey), "")[:16]
    who = None if survey.form == "teen" else entry.current(request)
    ticket = request.COOKIES.get(_name("t", survey), "")[:64]
    return Respondent(ticket or secrets.token_urlsafe(24), who.ids if who else (), permit)


def keep_ticket(answer: HttpResponseBase, request: Request, survey: Survey, who: Respondent) -> None:
    _keep(answer, request, _name("t", survey), who.ticket)


def keep_permit(answer: HttpResponseBase, request: Request, survey: Survey, code: str) -> None:
    _keep(answer, request, _name("p", survey), code)


def _keep(answer: HttpResponseBase, request: Request, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=LIVES, httponly=True, samesite="Lax", secure=request.is_secure())
