"""The web's edge: who may open a page, and how refusals become pages, form errors or problem+json. Written once."""

import ipaddress
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template

from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

type View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What the middleware adds to every request; only for annotations."""

    actor: Actor
    user: Any  # of accounts; the kernel does not know its model
    unit: Any  # the unit the actor works in now, None for visitors
    htmx: Any  # true when a part of a page is asked for


class _Page:
    """`@page(*roles)`: only signed-in people with one of the roles (no roles: anyone signed in).
    `@page.public`: everyone. Every view carries one of the two; a test enumerates them."""

    def __call__(self, *roles: str) -> Callable[[View], View]:
        def decorate(view: View) -> View:
            @wraps(view)
            def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
                if request.actor.kind is ActorKind.NOBODY:
                    return redirect_to_login(_way_back(request))
                if roles and not request.actor.has_role(*roles):
                    raise Denied("Этот раздел открыт другим ролям.")
                return view(request, *args, **kwargs)

            guarded.access = roles  # type: ignore[attr-defined]
            return guarded

        return decorate

    @staticmethod
    def public(view: View) -> View:
        view.access = None  # type: ignore[attr-defined]
        return view


def _way_back(request: HttpRequest) -> str:
    """Where to go after sign-in: what was asked for, or, when a form was sent, the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"


page = _Page()


@contextmanager
def refusal_on_form(form: forms.BaseForm) -> Iterator[None]:
    """A refusal inside becomes an error of the form: at its field when the form has it, else of the whole form."""
    try:
        yield
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.refused = refusal  # type: ignore[attr-defined]
        form.add_error(field, forms.ValidationError(refusal.message, code=refusal.code))


def status_of(form: forms.BaseForm) -> int:
    """The status of a page that shows a form again: of the refusal on it, else 422."""
    refusal = getattr(form, "refused", None)
    return refusal.status if refusal else 422


class RefusalMiddleware:
    """A refusal no view has caught becomes its page: 404 for what may not be seen, else the refusal's own status.

    So does a wrong method: the address of a button, opened by hand or from the history, is no blank page. Forms are
    read as UTF-8 whatever they call themselves: the framework breaks on other names."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.encoding:
            request.encoding = "utf-8"
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            told = render(request, "405.html", status=405)
            told["Allow"] = response["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotSeen):
            return render(request, "404.html", status=404)
        if isinstance(error, Refusal):
            return render(request, f"{error.status}.html", {"refusal": error}, status=error.status)
        return None


MOST_BODY = 12 * 1024 * 1024  # bytes: the largest file and the form around it


class BodyLimitMiddleware:
    """A body larger than any file we take is refused before a byte of it is read or kept."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal() or int(told) <= MOST_BODY:
            return self.get_response(request)
        refusal = Refusal("too_large", "Файл больше 10 МБ: сожмите его или приложите по частям.")
        if request.content_type == "application/json":
            return JsonResponse(problem(refusal) | {"status": 413}, status=413, content_type="application/problem+json")
        return render(request, "422.html", {"refusal": refusal}, status=413)


BUSY_SECONDS = 30


def on_trouble(request: HttpRequest) -> HttpResponse:
    """The last page (handler500). A database that is away, locked or read-only is a pause, not a mistake: 503."""
    status = 503 if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) else 500
    response = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if status == 503:
        response["Retry-After"] = str(BUSY_SECONDS)
    return response


def problem(refusal: Refusal) -> dict[str, Any]:
    """RFC 9457: the same refusal for a program."""
    body: dict[str, Any] = {
        "type": f"urn:uchastie:problem:{refusal.code}",
        "title": refusal.message,
        "status": refusal.status,
        "code": refusal.code,
    }
    return body | ({"field": refusal.field} if refusal.field else {})


def client_address(request: HttpRequest) -> str:
    """The address of the connection; behind a declared proxy the last one it names: the others anyone can write."""
    connection = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return connection
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(named))
    except ValueError:
        return connection
