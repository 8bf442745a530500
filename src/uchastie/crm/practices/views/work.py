"""Work on practices: the list of a unit, the queue of moderation, the card of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.practices import access, actions, forms, queries
from uchastie.crm.practices.access import MODERATORS, READERS, WRITERS
from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.rules.states import WRITABLE
from uchastie.crm.practices.views.present import WORDS
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*READERS)
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    moderates = access.moderates(request.actor)
    tab = "moderation" if moderates and request.GET.get("tab") != "own" else "own"
    found = queries.list_at_work(request.actor, request.unit, tab, after=request.GET.get("after") or None)
    context = {
        "cases": found.items,
        "tab": tab,
        "moderates": moderates,
        "waiting": queries.count_waiting(request.actor) if moderates else 0,
        "after_url": f"?tab={tab}&after={found.after}" if found.after else "",
    }
    return render(request, "practices/index.html", context | WORDS)


@page(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    unit = access.require_writer(request.actor, request.unit)
    initial = {"key": new_id().hex, "organisation": unit.host_name or unit.name, "place": unit.town}
    form = forms.WordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            key = form.cleaned_data["key"]
            made = actions.write_case(actor=request.actor, unit=unit, words=form.words(), key=key)
            messages.success(request, "Черновик сохранён")
            return redirect("practices:card", made.pk)
    context = {"form": form, "case": None} | WORDS
    return render(request, "practices/words.html", context, status=status_of(form) if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, case_id: UUID) -> HttpResponseBase:
    case = queries.get_case(request.actor, case_id)
    access.require_owner(request.actor, case)
    form = forms.WordsForm(request.POST or None, initial=forms.initial_of(case))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.change_case(actor=request.actor, case_id=case_id, version=version, words=form.words())
            messages.success(request, "Сохранено")
            return redirect("practices:card", case_id)
    context = {"form": form, "case": case} | WORDS
    return render(request, "practices/words.html", context, status=status_of(form) if form.errors else 200)


@page(*READERS)
@never_cache
@require_safe
def card(request: Request, case_id: UUID) -> HttpResponse:
    return _card(request, case_id)


@page(*WRITERS)
@require_POST
def people(request: Request, case_id: UUID) -> HttpResponseBase:
    form = forms.PersonForm(request.POST, auto_id="person-%s")
    return _by_form(request, case_id, form, "naming", "Человек добавлен", actions.name_person)


@page(*WRITERS)
@require_POST
def unnaming(request: Request, person_id: UUID) -> HttpResponseBase:
    case = actions.unname_person(actor=request.actor, person_id=person_id)
    return redirect("practices:card", case.pk)


@page(*WRITERS)
@require_POST
def paper(request: Request, person_id: UUID) -> HttpResponseBase:
    """Those who wrote it hold the paper the person has signed."""
    queries.get_person(request.actor, person_id)
    form = forms.AgreeForm(request.POST)
    if not form.is_valid():
        raise Refusal("unticked", "Отметьте, что бумага с подписью у вас.")
    person = actions.agree(actor=request.actor, person_id=person_id, method=Method.PAPER, **form.read())
    messages.success(request, "Согласие на бумаге записано")
    return redirect("practices:card", person.case_id)


@page(*WRITERS)
@require_POST
def word(request: Request, person_id: UUID) -> HttpResponseBase:
    """The person has called or come and does not want it."""
    person = actions.refuse(actor=request.actor, person_id=person_id)
    messages.success(request, "Записали: человек против")
    return redirect("practices:card", person.case_id)


@page(*WRITERS)
@require_POST
def photos(request: Request, case_id: UUID) -> HttpResponseBase:
    form = forms.PhotoForm(request.POST, request.FILES, auto_id="photo-%s")
    return _by_form(request, case_id, form, "adding", "Снимок добавлен", actions.add_photo)


@page(*WRITERS)
@require_POST
def photo_removal(request: Request, photo_id: UUID) -> HttpResponseBase:
    case = actions.remove_photo(actor=request.actor, photo_id=photo_id)
    return redirect("practices:card", case.pk)


@page(*WRITERS)
@require_POST
def submission(request: Request, case_id: UUID) -> HttpResponseBase:
    form = forms.SubmitForm(request.POST, auto_id="send-%s")
    return _by_form(request, case_id, form, "sending", "Отправлено", actions.submit_case)


@page(*WRITERS)
@require_POST
def draft(request: Request, case_id: UUID) -> HttpResponseBase:
    return _by_button(request, case_id, "Можно исправлять", actions.take_back)


@page(*MODERATORS)
@require_POST
def publication(request: Request, case_id: UUID) -> HttpResponseBase:
    return _by_button(request, case_id, "Практика опубликована", actions.publish_case)


@page(*MODERATORS)
@require_POST
def revision(request: Request, case_id: UUID) -> HttpResponseBase:
    form = forms.ReasonForm(request.POST, auto_id="back-%s")
    return _by_form(request, case_id, form, "returning", "Практика возвращена авторам", actions.return_case)


@page(*WRITERS)
@require_POST
def archive(request: Request, case_id: UUID) -> HttpResponseBase:
    return _by_button(
        request, case_id, "Практика снята: её нет на страницах, в поиске и в сборнике", actions.archive_case
    )


def _by_form(request: Request, case_id: UUID, form: Any, name: str, done: str, action: Any) -> HttpResponseBase:
    if form.is_valid():
        with refusal_on_form(form):
            action(actor=request.actor, case_id=case_id, **form.cleaned_data)
            messages.success(request, done)
            return redirect("practices:card", case_id)
    return _card(request, case_id, **{name: form})


def _by_button(request: Request, case_id: UUID, done: str, action: Any) -> HttpResponseBase:
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 10 else None
    try:
        action(actor=request.actor, case_id=case_id, version=version)
        messages.success(request, done)
    except Refusal as refusal:
        if refusal.status == 403:
            raise
        messages.error(request, refusal.message)
    return redirect("practices:card", case_id)


def _card(request: Request, case_id: UUID, **wrong: Any) -> HttpResponse:
    case = queries.get_case(request.actor, case_id)
    owns = access.owns(request.actor, case)
    version = {"version": case.version}
    named = actions.names_in_case(case) if owns and case.state in WRITABLE else ()
    context: dict[str, Any] = WORDS | {
        "case": case,
        "owns": owns,
        "moderates": access.moderates(request.actor) and case.author_id != request.actor.id,
        "writable": owns and case.state in WRITABLE,
        "people": _people(request, case, owns),
        "trials": queries.list_trials(case) if owns else [],
        "named": named,
        "naming": forms.PersonForm(auto_id="person-%s"),
        "adding": forms.PhotoForm(auto_id="photo-%s"),
        "sending": forms.SubmitForm(initial=version, auto_id="send-%s"),
        "returning": forms.ReasonForm(initial=version, auto_id="back-%s"),
        "zone": case.unit.zone,
        "text": consents.current_edition(Purpose.PRACTICE).pk if owns and case.state == "consent_check" else "",
    }
    form = next(iter(wrong.values()), None)
    return render(request, "practices/card.html", context | wrong, status=status_of(form) if form else 200)


def _people(request: Request, case: CaseStudy, owns: bool) -> list[dict[str, Any]]:
    """Who is asked, and how it stands; the link only for those who ask."""
    rows = []
    for person in queries.list_people(case):
        person.case = case
        path = queries.consent_path(person) if owns else reverse("practices:index")
        rows.append(
            {
                "person": person,
                "agreed": queries.has_agreed(person, case.digest),
                "link": request.build_absolute_uri(path),
            }
        )
    return rows
