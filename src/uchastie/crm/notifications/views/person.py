"""«Как вам сообщать»: the person's own page, by a signed link that the status page and the cabinet show."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.notifications import access, actions, queries
from uchastie.crm.notifications.forms import ChoicesForm, DeviceForm
from uchastie.crm.notifications.rules import Audience, Channel, Quiet, Recipient, parse_quiet
from uchastie.crm.notifications.views.devices import save_device
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: Request, token: str) -> HttpResponse:
    person = _person(token)
    given = request.POST if request.method == "POST" else None
    form = ChoicesForm(given, audience=Audience.PERSON, choice=queries.choice_of(person.id), ways=ways_of(person))
    if given is not None and form.is_valid():
        with refusal_on_form(form):
            access.require_person(request.actor)
            quiet = parse_quiet(form.cleaned_data["quiet_since"], form.cleaned_data["quiet_until"])
            actions.choose(recipient_id=person.id, audience=Audience.PERSON, channels=form.channels(), quiet=quiet)
            toasts.success(request, "Сохранено")
            return redirect("notifications:person", token)
    status = status_of(form) if form.errors else 200
    answer = render(request, "notifications/choices_person.html", _context(person, form, token), status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@page.public
@require_POST
def device(request: Request, token: str) -> JsonResponse:
    person = _person(token)
    access.require_person(request.actor)
    return save_device(person.id, DeviceForm(request.POST))


def ways_of(person: Recipient) -> list[Channel]:
    """The columns: what can reach this person here."""
    found = [Channel.PUSH] if queries.push_key() else []
    found += [Channel.SMS] if person.phone and queries.has_sms() else []
    return found + ([Channel.EMAIL] if person.email else [])


def _person(token: str) -> Recipient:
    person_id: UUID = queries.person_of_token(token)
    person = queries.person(person_id, about_id=new_id())
    if person is None:
        raise NotSeen
    return person


def _context(person: Recipient, form: ChoicesForm, token: str) -> dict[str, object]:
    return {
        "form": form,
        "person": person,
        "ways": ways_of(person),
        "push": queries.push_ask(person.id),
        "quiet": _shown_quiet(form),
    }


def _shown_quiet(form: ChoicesForm) -> Quiet | None:
    try:
        return parse_quiet(str(form["quiet_since"].value()), str(form["quiet_until"].value()))
    except Refusal:
        return None
