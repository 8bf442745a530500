"""The tablet at the entrance: people check in by themselves. Whatever is typed, the answer is «Отмечено»."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.visits import actions, queries
from uchastie.crm.visits.forms import HereForm
from uchastie.crm.visits.models import Tablet
from uchastie.kernel import limits
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

A_MINUTE = 20  # presses on one tablet
HOUR = 3600
NAMED_AN_HOUR = 120  # marks with something typed: nobody learns from the answers, and nobody should try for hours


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: Request, token: str) -> HttpResponseBase:
    tablet = queries.find_tablet(token)
    if request.method != "POST":
        return _page(request, tablet, HereForm(auto_id="here_%s"))
    form = HereForm(request.POST, auto_id="here_%s")
    if form.is_valid():
        if not limits.allow("tablet", str(tablet.pk), times=A_MINUTE, seconds=60):
            form.add_error(None, "Слишком быстро. Подождите минуту и отметьтесь ещё раз.")
            return _page(request, tablet, form, status=429)
        with refusal_on_form(form):
            actions.mark_visit_here(tablet=tablet, mark=form.mark(), text=_text(tablet, form))
            return redirect("visits:done", token)
    return _page(request, tablet, form, status=status_of(form))


def _text(tablet: Tablet, form: HereForm) -> str:
    """Too many words in an hour are somebody trying numbers: the visits still count, without names."""
    text: str = form.cleaned_data["who"]
    if text and not limits.allow("tablet-named", str(tablet.pk), times=NAMED_AN_HOUR, seconds=HOUR):
        return ""
    return text


@page.public
@never_cache
@require_safe
def done(request: Request, token: str) -> HttpResponse:
    """A script leads back after some seconds, so that the next person finds an empty page."""
    return render(request, "visits/done.html", {"tablet": queries.find_tablet(token), "token": token})


def _page(request: Request, tablet: Tablet, form: HereForm, *, status: int = 200) -> HttpResponse:
    answer = render(request, "visits/here.html", {"tablet": tablet, "form": form}, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
