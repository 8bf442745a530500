"""Who has opened a page of «Моя семья»: in by a code, and speaking for this family."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import NOT_CUSTODY
from uchastie.crm.family_cabinet import queries
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.web import Request

type View = Callable[..., HttpResponseBase]


def for_family(view: View) -> View:
    """`view(request, case, …)`: only of the family the person speaks for."""

    @entered
    @wraps(view)
    def opened(request: Request, who: Entrant, case_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, queries.get_own_case(who.ids, case_id), *args, **kwargs)

    return opened


def show(request: Request, case: FamilyCase, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    shared = {"case": case, "hq": case.unit, "zone": case.unit.zone, "here": "home", "NOT_CUSTODY": NOT_CUSTODY}
    return render(request, f"family_cabinet/{template}.html", shared | context, status=status)
