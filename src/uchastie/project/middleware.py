"""Who acts in this request, and what must be true before a signed-in person goes further."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH, get_client_ip
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import PERSONA_FLAG, STAFF
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.queries import Standing, choose_unit, standing_of
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor, ActorKind

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

UNIT_CHOICE = "unit"  # session: id of the unit the person works in
SECOND_FACTOR = "second_factor"  # session: the person is known to have a second factor
STARTED_AT = "started_at"  # session: when it began, in seconds
SEEN_AT = "seen_at"  # session: when the person was last here, to SEEN_STEP
SEEN_STEP = 300  # seconds: a session is written at most this often only to say that its owner was here

# What a member of staff may open before he has set up the second factor.
BEFORE_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_reauthenticate",
}
UNKNOWN_ADDRESS = "::"  # of a connection through a socket file
PROBES = {"/healthz", "/readyz"}  # answer without touching sessions


class ActorMiddleware:
    """Sets `request.actor` and `request.unit`: three queries (session, user, assignments) when somebody is signed in,
    none when nobody is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor, request.unit, request.unread = NOBODY, None, 0  # type: ignore[attr-defined]
        if not _is_signed_in(request):
            return self.get_response(request)
        if _too_old(request):
            logout(request)
            return self.get_response(request)
        standing = standing_of(request.user)
        request.actor, request.unread = standing.actor, standing.unread  # type: ignore[attr-defined]
        request.unit = choose_unit(standing, request.session.get(UNIT_CHOICE, ""))  # type: ignore[attr-defined]
        asked = _ask_second_factor(request, standing.actor) or _ask_licence(request, standing)
        response = asked or self.get_response(request)
        return _keep_private(request, response)


def _is_signed_in(request: HttpRequest) -> bool:
    """Visitors without a cookie cost no query."""
    if request.path_info in PROBES or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return SESSION_KEY in request.session


def begin_session(request: HttpRequest, user: User, **_: Any) -> None:
    """At sign-in, by whatever door: the session's clock starts, it stands in the list of sessions, the journal knows."""
    request.session[STARTED_AT] = request.session[SEEN_AT] = int(clock.now().timestamp())
    agent = request.META.get("HTTP_USER_AGENT", "")[:HTTP_USER_AGENT_MAX_LENGTH]
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "ip": get_client_ip(request) or UNKNOWN_ADDRESS, "user_agent": agent},
    )
    journal.record(Actor(ActorKind.USER, user.pk), verb="signed_in", object_kind="accounts.user", object_id=user.pk)


def _too_old(request: HttpRequest) -> bool:
    """Ends a session after a long silence, and after a working day in any case; notes that its owner is here."""
    moment = clock.now()
    now, session = int(moment.timestamp()), request.session
    started, seen = session.get(STARTED_AT, 0), session.get(SEEN_AT, 0)
    if now - seen > settings.SESSION_IDLE or now - started > settings.SESSION_COOKIE_AGE:
        return True
    if now - seen >= SEEN_STEP:
        session[SEEN_AT] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=moment)
    return False


def _ask_second_factor(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """Staff see other people's data, so they set up a second factor before anything else."""
    if not actor.has_role(*STAFF) or _has_second_factor(request, actor):
        return None
    return None if _url_name(request) in BEFORE_SECOND_FACTOR else redirect("mfa_activate_totp")


def _has_second_factor(request: HttpRequest, actor: Actor) -> bool:
    """Used at sign-in, or seen to exist: then the session remembers, and the question is not asked again."""
    session = request.session
    if session.get(PERSONA_FLAG) or session.get(SECOND_FACTOR):
        return True
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
        return True
    if not Authenticator.objects.filter(user_id=actor.id, type=Authenticator.Type.TOTP).exists():
        return False
    session[SECOND_FACTOR] = True
    return True


def _ask_licence(request: HttpRequest, standing: Standing) -> HttpResponse | None:
    """A62: who works only where the licence does not work is led to it from the page sign-in leads to, and from every
    page that asks for a role."""
    if not standing.locked:
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    asks = getattr(match.func, "access", None) or request.path_info == settings.LOGIN_REDIRECT_URL
    return redirect("licensing:own") if asks else None


def _url_name(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None


def _keep_private(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Pages of signed-in people stay out of every cache; signing out empties the browser's own."""
    response["Cache-Control"] = "no-store"
    if SESSION_KEY not in request.session:
        response["Clear-Site-Data"] = '"cache"'
    return response
