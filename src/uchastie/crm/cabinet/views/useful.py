"""«Мои полезные действия» (A104): what the person has done on the platform, on the own word."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.cabinet import access, queries
from uchastie.crm.cabinet.forms import UsefulForm
from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.cabinet.queries import Who
from uchastie.crm.cabinet.views.visit import for_one
from uchastie.crm.platform import actions as platform
from uchastie.crm.platform import queries as platform_queries
from uchastie.crm.platform.rules import ACTION_NAMES, Action, Source
from uchastie.kernel import clock
from uchastie.kernel.web import Request, refusal_on_form, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_one
def useful(request: Request, sign_in: SignIn, who: Who, found: list[Who]) -> HttpResponseBase:
    newest, _ = queries.list_requests(who)
    centre = newest[0].unit if newest and not who.organisation else None
    today = clock.today(queries.zone_of(who))
    form = UsefulForm(request.POST if request.method == "POST" and centre else None, initial={"day": today})
    if centre and form.is_valid():
        kind, day = Action(form.cleaned_data["kind"]), form.cleaned_data["day"]
        with refusal_on_form(form):
            platform.declare_useful(
                holder=access.visitor(sign_in), person_id=who.ids[-1], unit=centre, kind=kind, day=day
            )
            messages.success(request, "Спасибо! Отмечено")
            return redirect("cabinet:useful")
    return _page(request, who, found, form, {"centre": centre, "sign_in": sign_in})


@require_POST
@for_one
def removal(request: Request, sign_in: SignIn, who: Who, found: list[Who], mark_id: UUID) -> HttpResponseBase:
    platform.take_back_own(holder=access.visitor(sign_in), person_ids=who.ids, mark_id=mark_id)
    messages.success(request, "Отметка снята")
    return redirect("cabinet:useful")


def _page(request: Request, who: Who, found: list[Who], form: UsefulForm, more: dict[str, object]) -> HttpResponse:
    marks = [
        (mark, ACTION_NAMES[Action(mark.kind)], mark.source == Source.SELF)
        for mark in platform_queries.list_own_marks(who.ids)
    ]
    context = {"who": who, "others": len(found) > 1, "here": "home", "form": form, "marks": marks, **more}
    return render(request, "cabinet/useful.html", context, status=status_of(form) if form.errors else 200)
