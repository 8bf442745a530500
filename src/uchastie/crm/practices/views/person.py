"""The link of somebody who can be recognised: exactly what will be published, «согласен», and the way back."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.practices import actions, forms, queries
from uchastie.crm.practices.models import CasePerson
from uchastie.crm.practices.views.present import WORDS
from uchastie.kernel.actor import Actor
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of

linked = by_link(queries.person_of_token, bad="practices/public/bad_link.html")


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request, token: str, actor: Actor, person: CasePerson) -> HttpResponseBase:
    form = forms.AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            address = client_address(request) or None
            actions.agree(actor=actor, person_id=person.pk, address=address, **form.read())
            return redirect("practices:consent", token)
    return _page(request, token, person, form)


@linked
@require_POST
def refusal(request: Request, token: str, actor: Actor, person: CasePerson) -> HttpResponseBase:
    actions.refuse(actor=actor, person_id=person.pk)
    return redirect("practices:consent", token)


def _page(request: Request, token: str, person: CasePerson, form: forms.AgreeForm) -> HttpResponse:
    case = person.case
    agreed = queries.has_agreed(person, case.digest)
    gone = case.state == "archived" or person.refused_at is not None
    context = {
        "token": token,
        "person": person,
        "case": case,
        "form": form,
        "agreed": agreed,
        "gone": gone,
        "asked": case.state == "consent_check" and not agreed and not gone,
        "document": queries.consent_document(person),
    }
    status = status_of(form) if form.errors else 200
    return render(request, "practices/public/consent.html", context | WORDS, status=status)
