"""The profile of a centre: the list, the card by stages, what it says in words, the result, the plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.assessment import actions, forms, queries
from uchastie.crm.assessment.access import CENTRE, HEADS, HELPERS, READERS
from uchastie.crm.assessment.rules.texts import BY_SECTION
from uchastie.crm.assessment.views import present
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*READERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """A centre sees its years; those above see centres one by one."""
    unit = request.unit
    if unit is None:
        raise NotSeen
    if unit.kind == "centre":
        return render(request, "assessment/index.html", present.own_years(request.actor, unit))
    years = queries.list_years(request.actor, unit)
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and int(typed) in years else years[0] if years else clock.now().year
    found = queries.list_below(request.actor, unit, year, after=request.GET.get("after") or None)
    after = f"?year={year}&after={found.after}" if found.after else ""
    context = {"profiles": found.items, "years": years, "year": year, "after_url": after}
    return render(request, "assessment/below.html", context | present.WORDS)


@page(*HEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponseBase:
    form = forms.StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.start_profile(actor=request.actor, unit=request.unit, **form.cleaned_data)
            messages.success(request, f"Профиль на {made.year} год начат")
            return redirect("assessment:card", made.pk)
    return render(request, "assessment/start.html", {"form": form}, status=status_of(form) if form.errors else 200)


@page(*READERS)
@require_safe
def card(request: Request, profile_id: UUID) -> HttpResponse:
    return _card(request, profile_id)


@page(*READERS)
@require_safe
def result(request: Request, profile_id: UUID) -> HttpResponse:
    """Answers by question, once they are collected."""
    profile = queries.get_profile(request.actor, profile_id)
    found = queries.result_of(profile)
    if found is None:
        raise NotSeen
    return render(request, "assessment/result.html", {"profile": profile, "result": found} | present.WORDS)


@page(*CENTRE)
@require_safe
def invitation(request: Request, profile_id: UUID) -> HttpResponse:
    """The link and the code for beneficiaries, to show, send or print."""
    profile = queries.get_profile(request.actor, profile_id)
    if profile.state != "draft":
        raise NotSeen
    address = request.build_absolute_uri(reverse("assessment:say", args=[profile.code]))
    return render(request, "assessment/invitation.html", {"profile": profile, "address": address})


@page(*HEADS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, profile_id: UUID, code: str) -> HttpResponseBase:
    profile = queries.get_profile(request.actor, profile_id)
    section = BY_SECTION.get(code)
    if section is None:
        raise NotSeen
    initial = queries.texts_of(profile) | {"version": profile.version}
    form = forms.SectionForm(request.POST or None, section=section, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version, typed = form.cleaned_data["version"], form.typed()
            actions.write_section(
                actor=request.actor, profile_id=profile_id, version=version, section=code, typed=typed
            )
            messages.success(request, "Записано")
            return redirect("assessment:card", profile_id)
    context = {"profile": profile, "section_": section, "form": form} | present.WORDS
    return render(request, "assessment/words.html", context, status=status_of(form) if form.errors else 200)


@page(*CENTRE)
@require_POST
def acceptance(request: Request, profile_id: UUID) -> HttpResponseBase:
    digest = request.POST.get("digest", "")
    return _by_button(request, profile_id, "Принято", actions.accept_principles, digest=digest)


@page(*HEADS)
@require_POST
def collection(request: Request, profile_id: UUID) -> HttpResponseBase:
    """The head ends the answers, or gives people more time."""
    if "closes_on" in request.POST:
        form = forms.TermForm(request.POST, auto_id="term-%s")
        return _by_form(request, profile_id, form, "term", "Срок изменён", actions.change_term)
    return _by_button(request, profile_id, "Ответы собраны", actions.collect, version=_version(request))


@page(*HEADS)
@require_POST
def discussion(request: Request, profile_id: UUID) -> HttpResponseBase:
    form = forms.DiscussionForm(request.POST, auto_id="talk-%s")
    return _by_form(request, profile_id, form, "talk", "Разговор записан", actions.note_discussion)


@page(*HEADS)
@require_POST
def points(request: Request, profile_id: UUID) -> HttpResponseBase:
    profile = queries.get_profile(request.actor, profile_id)
    form = forms.PointForm(request.POST, auto_id="point-%s", team=present.everybody(profile))
    return _by_form(request, profile_id, form, "adding", "Точка роста в плане", actions.add_point)


@page(*CENTRE)
@require_POST
def point(request: Request, point_id: UUID) -> HttpResponseBase:
    found = queries.get_point(request.actor, point_id)
    form = forms.ChangeForm(request.POST, auto_id=f"p{point_id}-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.change_point(actor=request.actor, point_id=point_id, **form.cleaned_data)
            messages.success(request, "Отмечено")
            return redirect("assessment:card", found.profile_id)
    return _card(request, found.profile_id, changing={point_id: form})


@page(*HEADS)
@require_POST
def approval(request: Request, profile_id: UUID) -> HttpResponseBase:
    return _by_button(request, profile_id, "План утверждён", actions.approve_plan, version=_version(request))


@page(*HEADS)
@require_POST
def review(request: Request, profile_id: UUID) -> HttpResponseBase:
    form = forms.ReviewForm(request.POST, auto_id="review-%s")
    return _by_form(request, profile_id, form, "reviewing", "Год подведён", actions.review_year)


@page(*HELPERS)
@require_POST
def advice(request: Request, profile_id: UUID) -> HttpResponseBase:
    form = forms.AdviceForm(request.POST, auto_id="advice-%s")
    return _by_form(request, profile_id, form, "advising", "Совет записан, центр его увидит", actions.give_advice)


def _card(request: Request, profile_id: UUID, **wrong: Any) -> HttpResponse:
    profile = queries.get_profile(request.actor, profile_id)
    context = present.card(request.actor, profile, wrong)
    bad = [one for form in wrong.values() for one in (form.values() if isinstance(form, dict) else [form])]
    return render(request, "assessment/card.html", context, status=status_of(bad[0]) if bad else 200)


def _by_form(request: Request, profile_id: UUID, form: Any, name: str, done: str, action: Any) -> HttpResponseBase:
    """A form of the card: kept as typed when it is refused."""
    if form.is_valid():
        with refusal_on_form(form):
            action(actor=request.actor, profile_id=profile_id, **form.cleaned_data)
            messages.success(request, done)
            return redirect("assessment:card", profile_id)
    return _card(request, profile_id, **{name: form})


def _by_button(request: Request, profile_id: UUID, done: str, action: Any, **values: Any) -> HttpResponseBase:
    try:
        action(actor=request.actor, profile_id=profile_id, **values)
        messages.success(request, done)
    except Refusal as refusal:
        if refusal.status == 403:
            raise
        messages.error(request, refusal.message)
    return redirect("assessment:card", profile_id)


def _version(request: Request) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None
