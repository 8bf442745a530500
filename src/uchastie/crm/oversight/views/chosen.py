"""Several families at once: first it is asked, then it is done and told row by row."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.oversight import access, actions
from uchastie.crm.oversight.actions import Outcome
from uchastie.crm.oversight.forms import ColleagueForm
from uchastie.crm.oversight.views.asked import uuid_of
from uchastie.kernel.web import Request, page

HAND, TAKE, REMIND = "hand", "take", "remind"
TITLES = {HAND: "Передать коллеге", TAKE: "Взять себе", REMIND: "Напомнить"}
MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@page(*access.COORDINATORS)
def chosen(request: Request) -> HttpResponse:
    """GET asks, POST does; both carry the families, the second one their versions too."""
    sent = request.POST if request.method == "POST" else request.GET
    unit = access.require_headquarters(request.actor, request.unit)
    do = sent.get("do", "") if sent.get("do") in TITLES else HAND
    found = families.list_chosen(request.actor, list(_versions(sent))[:MOST])
    colleagues = [
        (str(user.pk), user.name) for user in families.list_colleagues_of(unit) if user.pk != request.actor.id
    ]
    form = ColleagueForm(request.POST or None, colleagues=colleagues)
    context = {"do": do, "title": TITLES[do], "found": found, "form": form, "colleagues": colleagues}
    context |= {"back": _back(sent), "me": request.actor.user_id}
    if request.method != "POST" or not found or (do == HAND and not form.is_valid()):
        status = 422 if request.method == "POST" and form.errors else 200
        return render(request, "oversight/chosen.html", context, status=status)
    outcomes = _do(request, do, _versions(sent), form)
    return render(request, "oversight/done.html", context | _told(outcomes))


def _do(request: Request, do: str, versions: dict[UUID, int], form: ColleagueForm) -> list[Outcome]:
    if do == REMIND:
        return actions.remind_chosen(actor=request.actor, case_ids=versions)
    to = UUID(form.cleaned_data["colleague"]) if do == HAND else request.actor.id
    assert to is not None  # noqa: S101 - whoever came past `page` has an id
    return actions.hand_over_chosen(actor=request.actor, versions=versions, colleague_id=to)


def _versions(sent: QueryDict) -> dict[UUID, int]:
    """«case» is an id, on the page that asks with the version it was shown in: «id.7». Nonsense is passed over."""
    found = {}
    for text in sent.getlist("case"):
        head, _, version = text.partition(".")
        key = uuid_of(head)
        if key is not None:
            found[key] = int(version) if version.isdecimal() and len(version) < 10 else 0
    return dict(list(found.items())[:MOST])


def _back(sent: QueryDict) -> str:
    """The list that was left; an address of another host leads to the board."""
    back = sent.get("back", "")
    safe = back.startswith("/opeka/today/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else reverse("oversight:today")


def _told(outcomes: list[Outcome]) -> dict[str, Any]:
    done: list[FamilyCase] = [one.case for one in outcomes if one.done]
    return {"outcomes": outcomes, "done": len(done), "refused": len(outcomes) - len(done)}
