"""The desk: what waits for an answer, one voice with everything that is done with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.voices import access, actions, queries
from uchastie.crm.voices.forms import CompletionForm, DecisionForm, SpokenForm
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import EFFECT_NAMES, SOURCE_ICONS, SOURCE_NAMES, STATE_NAMES, WAITING, Source, State
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

NAMES = {"STATES": STATE_NAMES, "SOURCES": SOURCE_NAMES, "ICONS": SOURCE_ICONS, "EFFECTS": EFFECT_NAMES}


@require_safe
@page(*access.READERS)
def desk(request: Request) -> HttpResponse:
    tab = request.GET.get("show", "waiting")
    tab = tab if tab in queries.TABS else "waiting"
    shown = queries.list_items(request.actor, request.unit, tab, after=request.GET.get("after") or None)
    totals = queries.totals(request.unit)
    context = {
        "items": shown.items,
        "after_url": f"?show={tab}&after={shown.after}" if shown.after else "",
        "tab": tab,
        "tabs": [(key, name, getattr(totals, key)) for key, (name, _) in queries.TABS.items()],
        "answers": access.answers(request.actor, request.unit),
        "moment_now": clock.now(),
    }
    return render(request, "voices/desk.html", context | NAMES)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    """What was said at the counter, by phone or at a meeting; without a name."""
    access.require_answerer(request.actor, request.unit)
    form = SpokenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_on_form(form):
            words, key = form.cleaned_data["words"], form.cleaned_data["key"]
            got = actions.receive(actor=request.actor, unit=request.unit, source=Source.SPOKEN, words=words, key=key)
            return redirect("voices:item", got.item.pk)
    return render(request, "voices/new.html", {"form": form}, status=status_of(form) if form.is_bound else 200)


@require_safe
@page(*access.READERS)
def item(request: Request, item_id: UUID) -> HttpResponse:
    return _item(request, queries.get_item(request.actor, item_id))


def _item(
    request: Request, found: FeedbackItem, decide: DecisionForm | None = None, done: CompletionForm | None = None
) -> HttpResponse:
    answers = access.answers(request.actor, found.unit) and found.joined_to_id is None
    doing = answers and found.state == State.ACCEPTED
    if doing and done is None:
        done = CompletionForm(initial={"version": found.version}, changes=queries.list_changes(found.unit))
    open_ = answers and found.state in WAITING
    wrong = next((one for one in (decide, done) if one is not None and one.is_bound), None)
    context = {
        "item": found,
        "answers": answers,
        "waiting": found.state in WAITING,
        "late": found.state in WAITING and found.due_at < clock.now(),
        "decide": (decide or DecisionForm.of(found)) if open_ else None,
        "done": done if doing else None,
        "similar": queries.list_similar(request.actor, found) if open_ else [],
        "changed_at": queries.url_of(found),
    }
    return render(request, "voices/item.html", context | NAMES, status=status_of(wrong) if wrong else 200)


def _version(request: Request) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdigit() and len(typed) < 10 else None


@require_POST
@page(*access.READERS)
def acknowledgement(request: Request, item_id: UUID) -> HttpResponseBase:
    actions.acknowledge(actor=request.actor, item_id=item_id, version=_version(request))
    return redirect("voices:item", item_id)


@require_POST
@page(*access.READERS)
def consideration(request: Request, item_id: UUID) -> HttpResponseBase:
    actions.consider(actor=request.actor, item_id=item_id, version=_version(request))
    return redirect("voices:item", item_id)


@require_POST
@page(*access.READERS)
def decision(request: Request, item_id: UUID) -> HttpResponseBase:
    found = queries.get_item(request.actor, item_id)
    access.require_answerer(request.actor, found.unit)
    form = DecisionForm(request.POST, auto_id="decide_%s")
    if form.is_valid():
        with refusal_on_form(form):
            version, values = form.cleaned_data["version"], form.decision()
            actions.decide(actor=request.actor, item_id=item_id, version=version, decision=values)
            messages.success(request, "Ответ отправлен.")
            return redirect("voices:item", item_id)
    return _item(request, found, decide=form)


@require_POST
@page(*access.READERS)
def completion(request: Request, item_id: UUID) -> HttpResponseBase:
    found = queries.get_item(request.actor, item_id)
    access.require_answerer(request.actor, found.unit)
    form = CompletionForm(request.POST, changes=queries.list_changes(found.unit))
    if form.is_valid():
        with refusal_on_form(form):
            version, values = form.cleaned_data["version"], form.completion()
            actions.complete(actor=request.actor, item_id=item_id, version=version, completion=values)
            messages.success(request, "Записано. Автору сообщили.")
            return redirect("voices:item", item_id)
    return _item(request, found, done=form)


@require_POST
@page(*access.READERS)
def joining(request: Request, item_id: UUID) -> HttpResponseBase:
    try:
        others = [UUID(typed) for typed in request.POST.getlist("others")[:20]]
    except ValueError as error:
        raise Refusal("others", "Выберите из списка.") from error
    count = actions.join(actor=request.actor, item_id=item_id, version=_version(request), others=others)
    messages.success(request, f"Объединено: {count}. Ответ получат все авторы.")
    return redirect("voices:item", item_id)
