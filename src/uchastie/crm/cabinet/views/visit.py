"""Who has opened a page of the cabinet: the sign-in in the session, and the person chosen among those of the contact."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from uchastie.crm.cabinet import access, actions, queries
from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.cabinet.queries import SIGN_IN, Who, chosen_of
from uchastie.kernel.web import Request, page

CODE = "cabinet_code"  # session: the code this browser has asked for
NEXT = "cabinet_next"  # session: where to go after the sign-in

type Entered = Callable[..., HttpResponseBase]


def current(request: Request) -> SignIn | None:
    """None too where somebody is signed in as a user: work and one's own affairs are kept apart."""
    if access.is_staff_here(request.actor):
        return None
    key = request.session.get(SIGN_IN, "") if _has_session(request) else ""
    return queries.find_sign_in(key) if key else None


def _has_session(request: Request) -> bool:
    return request.session.session_key is not None


def entered(view: Entered) -> Entered:
    """Only for who is in by a code; such pages are kept by nobody."""

    @page.public
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sign_in = current(request)
        if sign_in is None:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("cabinet:home")
            return redirect(f"{reverse('cabinet:sign_in')}?{urlencode({'next': back})}")
        actions.mark_seen(sign_in)
        answer = view(request, sign_in, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return opened


def for_one(view: Entered) -> Entered:
    """The page of one person: the only one of the contact, or the chosen one; else the choice, or what to do without."""

    @entered
    @wraps(view)
    def opened(request: Request, sign_in: SignIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = queries.list_who(sign_in)
        if not found:
            return render(request, "cabinet/nobody.html", {"sign_in": sign_in})
        who = chosen_of(request.session, found)
        if who is None:
            return redirect("cabinet:who")
        return view(request, sign_in, who, found, *args, **kwargs)

    return opened


class OwnDoor:
    """The door of `kernel/entry.py`: pages of other capabilities that belong to a person's own pages."""

    def find(self, request: Request) -> Who | None:
        visit = queries.find_visit(request.session if _has_session(request) else {}, request.actor)
        if visit is None or visit.who is None:
            return None
        actions.mark_seen(visit.sign_in)
        return visit.who

    def ask(self, request: Request) -> HttpResponseBase:
        sign_in = current(request)
        if sign_in is not None:
            return redirect("cabinet:who" if queries.list_who(sign_in) else "cabinet:home")
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("cabinet:home")
        return redirect(f"{reverse('cabinet:sign_in')}?{urlencode({'next': back})}")
