"""The questions to the family after the ending, by its signed link (B26, B52)."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.guardianship import actions, queries
from uchastie.crm.guardianship.forms import FeedbackForm
from uchastie.crm.guardianship.models import Feedback
from uchastie.kernel.actor import Actor
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request, refusal_on_form, status_of

own_page = by_link(queries.feedback_of_token, bad="guardianship/public/bad_link.html")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Request, token: str, holder: Actor, found: Feedback) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, token, found, FeedbackForm(initial=_said(found)))
    form = FeedbackForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.leave_feedback(actor=holder, guardianship_id=found.guardianship_id, words=form.words())
            return redirect("guardianship:feedback_thanks", token)
    return _page(request, token, found, form, status=status_of(form))


def _said(found: Feedback) -> dict[str, object]:
    if found.answered_at is None:
        return {}
    return {"helped": found.helped, "polite": found.polite, "again": found.again, "text": found.text}


def _page(request: Request, token: str, found: Feedback, form: FeedbackForm, status: int = 200) -> HttpResponseBase:
    context = {"token": token, "found": found, "pair": found.guardianship, "form": form}
    return render(request, "guardianship/public/feedback.html", context, status=status)


@own_page
@require_safe
def thanks(request: Request, token: str, holder: Actor, found: Feedback) -> HttpResponseBase:
    context = {"token": token, "found": found, "pair": found.guardianship}
    return render(request, "guardianship/public/thanks.html", context)
