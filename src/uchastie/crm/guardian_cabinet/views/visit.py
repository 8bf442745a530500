"""Who has opened a page of the guardian: in by a code, and answering for this guardian."""

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
from uchastie.crm.families.rules import NOT_CUSTODY
from uchastie.crm.guardian_cabinet.queries import list_own
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, status_of

type View = Callable[..., HttpResponseBase]


def entered(view: View) -> View:
    """`view(request, own guardians, …)` for who is in by a code; kept by nobody."""

    @page.public
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = request.session if request.session.session_key else {}
        visit = cabinet.find_visit(session, request.actor)
        if visit is None:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("cabinet:home")
            return redirect(f"{reverse('cabinet:sign_in')}?{urlencode({'next': back})}")
        if visit.who is None:
            return redirect("cabinet:who" if visit.found else "cabinet:home")
        cabinet_actions.mark_seen(visit.sign_in)
        own = {guardian.pk: guardian for guardian in list_own(visit.who.ids)}
        answer = view(request, own, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return opened


def for_guardian(view: View) -> View:
    """`view(request, guardian, …)`: only of the guardian the person answers for."""

    @entered
    @wraps(view)
    def opened(
        request: Request, own: dict[UUID, Guardian], guardian_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if guardian_id not in own:
            raise NotSeen
        return view(request, own[guardian_id], *args, **kwargs)

    return opened


def show(request: Request, guardian: Guardian, template: str, *, form: Any = None, **context: Any) -> HttpResponse:
    shared = {"guardian": guardian, "zone": guardians.zone_of(guardian), "here": "home", "NOT_CUSTODY": NOT_CUSTODY}
    status = status_of(form) if form is not None and form.is_bound else 200
    return render(request, f"guardian_cabinet/{template}.html", shared | {"form": form} | context, status=status)
