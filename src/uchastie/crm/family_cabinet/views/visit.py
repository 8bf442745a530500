"""Who has opened a page of «Моя семья»: in by a code, and speaking for this family."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from uchastie.crm.cabinet import actions as cabinet_actions
from uchastie.crm.cabinet import queries as cabinet
from uchastie.crm.cabinet.queries import Who
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import NOT_CUSTODY
from uchastie.crm.family_cabinet import queries
from uchastie.kernel.web import Request, page

type View = Callable[..., HttpResponseBase]


def entered(view: View) -> View:
    """`view(request, who, …)` for who is in by a code and has said whose pages to show; kept by nobody."""

    @page.public
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = request.session if request.session.session_key else {}
        visit = cabinet.find_visit(session, request.actor)
        if visit is None:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("family_cabinet:index")
            return redirect(f"{reverse('cabinet:sign_in')}?{urlencode({'next': back})}")
        cabinet_actions.mark_seen(visit.sign_in)
        if visit.who is None:
            return redirect("cabinet:who" if visit.found else "cabinet:home")
        answer = view(request, visit.who, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return opened


def for_family(view: View) -> View:
    """`view(request, case, …)`: only of the family the person speaks for."""

    @entered
    @wraps(view)
    def opened(request: Request, who: Who, case_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, queries.get_own_case(who.ids, case_id), *args, **kwargs)

    return opened


def show(request: Request, case: FamilyCase, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    shared = {"case": case, "hq": case.unit, "zone": case.unit.zone, "here": "home", "NOT_CUSTODY": NOT_CUSTODY}
    return render(request, f"family_cabinet/{template}.html", shared | context, status=status)
