"""Who has opened a page of the guardian: in by a code, and answering for this guardian."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from uchastie.crm.families.rules import NOT_CUSTODY
from uchastie.crm.guardian_cabinet.queries import list_own
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.kernel import entry
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, status_of

type View = Callable[..., HttpResponseBase]


def entered(view: View) -> View:
    """`view(request, own guardians, …)` for who is in by a code."""

    @entry.entered
    @wraps(view)
    def opened(request: Request, who: entry.Entrant, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, {guardian.pk: guardian for guardian in list_own(who.ids)}, *args, **kwargs)

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
