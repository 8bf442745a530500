"""Pages for everyone: find a centre, its page, and what the product promises about data and accessibility."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.network import queries, rules
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import Opening
from uchastie.crm.setup.queries import get_operator
from uchastie.kernel import clock, panels
from uchastie.kernel.paging import keyset
from uchastie.kernel.web import Request, page

PAGE = 60  # centres shown at once: more than any region has


class FindForm(forms.Form):
    """Nothing in it is obligatory; a region that does not exist is no region."""

    region = forms.ChoiceField(label="Регион", required=False)
    text = forms.CharField(label="Город, улица или название", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(region.code, region.name) for region in queries.list_regions()]
        self.fields["region"].choices = [("", "Вся Россия"), *names]  # type: ignore[attr-defined]
        self.fields["text"].validators.clear()  # whatever is typed is looked for: nothing found is an answer too
        self.fields["text"].widget.attrs |= {"maxlength": 100, "autocomplete": "off", "enterkeyhint": "search"}


@page.public
@require_safe
def home(request: Request) -> HttpResponse:
    """«Добро.Центр рядом с вами»."""
    return _found(request, "network/public/home.html")


@page.public
@require_safe
def centres(request: Request) -> HttpResponse:
    return _found(request, "network/public/centres.html")


@page.public
@require_safe
def centre(request: Request, slug: str) -> HttpResponse:
    """A58, A59: where it is, when it is open, who runs it, what it offers."""
    found = queries.get_centre(slug)
    context = {
        "centre": found,
        "opening": _opening(found),
        "place": found.place,
        "panels": panels.collect("network.centre", request.actor, found),
    }
    return _recommended(request, render(request, "network/public/centre.html", context))


def _recommended(request: Request, answer: HttpResponse) -> HttpResponse:
    """A42: who came by a friend's link (`?from=`) is remembered for a week, should he apply."""
    code = request.GET.get("from", "")
    if re.fullmatch(r"[a-z2-7]{10}", code):
        safe = settings.SESSION_COOKIE_SECURE
        answer.set_cookie("from", code, max_age=7 * 24 * 3600, httponly=True, secure=safe, samesite="Lax")
    return answer


@page.public
@require_safe
def privacy(request: Request) -> HttpResponse:
    return render(request, "network/public/privacy.html", {"operator": get_operator()})


@page.public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "network/public/accessibility.html")


def _found(request: Request, template: str) -> HttpResponse:
    form = FindForm(request.GET)
    form.is_valid()
    wanted = {"region_code": form.cleaned_data.get("region", ""), "text": form.cleaned_data["text"][:100]}
    rows = queries.list_centres(**wanted).prefetch_related("hours")
    shown = keyset(rows, order=("town", "name", "id"), size=PAGE, after=request.GET.get("after"))
    counts = panels.collect("network.centre_list", request.actor, shown.items)
    context = {
        "form": form,
        "asked": any(wanted.values()),
        "cards": [(unit, unit.place, _opening(unit)) for unit in shown.items],
        "after_url": _after_url(request, shown.after),
        "notes": {key: note for panel in counts for key, note in panel.context["notes"].items()},
    }
    return render(request, template, context)


def _after_url(request: Request, after: str | None) -> str:
    if not after:
        return ""
    query = request.GET.copy()
    query["after"] = after
    return f"?{query.urlencode()}"


def _opening(unit: Unit) -> Opening:
    return rules.describe_opening(unit.week(), clock.now().astimezone(unit.zone))
