"""«Истории»: the queue of the federal team, the stories of a region, the card of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.stories import access, actions, forms, queries
from uchastie.crm.stories.access import COORDINATORS, MODERATORS, READERS
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.queries import TAB_NAMES
from uchastie.crm.stories.rules import GONE, MARKS, STATE_NAMES, WRITABLE, StoryState
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS = {"STATES": STATE_NAMES, "MARKS": MARKS, "TABS": TAB_NAMES, "METHODS": METHOD_NAMES, "PHOTO": "stories:photo"}


@page(*READERS)
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    tabs = queries.tabs_of(request.actor)
    tab = next((tab for tab in tabs if tab == request.GET.get("tab")), tabs[0])
    found = queries.list_stories(request.actor, request.unit, tab, after=request.GET.get("after") or None)
    context = {
        "tabs": tabs,
        "tab": tab,
        "stories": found.items,
        "after_url": f"?tab={tab}&after={found.after}" if found.after else "",
        "moderates": access.is_moderator(request.actor),
    }
    return render(request, "stories/index.html", context | WORDS)


@page(*READERS)
@never_cache
@require_safe
def card(request: Request, story_id: UUID) -> HttpResponse:
    return _card(request, queries.get_story(request.actor, story_id))


@page(*MODERATORS)
@require_POST
def publication(request: Request, story_id: UUID) -> HttpResponseBase:
    try:
        actions.publish_story(actor=request.actor, story_id=story_id, version=_version(request))
        messages.success(request, "История опубликована")
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("stories:card", story_id)


@page(*MODERATORS)
@require_POST
def revision(request: Request, story_id: UUID) -> HttpResponseBase:
    form = forms.ReasonForm(request.POST, auto_id="back-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.return_story(actor=request.actor, story_id=story_id, **form.cleaned_data)
            messages.success(request, "История возвращена опекуну")
            return redirect("stories:card", story_id)
    return _card(request, queries.get_story(request.actor, story_id), returning=form)


@page(*MODERATORS)
@require_POST
def removal(request: Request, story_id: UUID) -> HttpResponseBase:
    form = forms.RemovalForm(request.POST, auto_id="off-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.remove_story(actor=request.actor, story_id=story_id, **form.cleaned_data)
            messages.success(request, "История снята, слова и снимки стёрты")
            return redirect("stories:card", story_id)
    return _card(request, queries.get_story(request.actor, story_id), removing=form)


@page(*COORDINATORS)
@require_POST
def paper(request: Request, story_id: UUID) -> HttpResponseBase:
    """The coordinator holds the paper the family has signed."""
    form = forms.AgreeForm(request.POST, auto_id="paper-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.agree_to_story(actor=request.actor, story_id=story_id, method=Method.PAPER, **form.chosen())
            messages.success(request, "Согласие на бумаге записано")
            return redirect("stories:card", story_id)
    return _card(request, queries.get_story(request.actor, story_id), agreeing=form)


@page(*COORDINATORS)
@require_POST
def withdrawal(request: Request, story_id: UUID) -> HttpResponseBase:
    """The family has called or come and said so."""
    actions.withdraw_story(actor=request.actor, story_id=story_id)
    messages.success(request, "История снята, слова и снимки стёрты")
    return redirect("stories:card", story_id)


def _card(request: Request, story: Story, **wrong: Any) -> HttpResponse:
    """What was sent to the family is shown; what the guardian writes anew is its own."""
    open_state = story.state not in GONE and story.state not in WRITABLE
    moderates, coordinates = access.is_moderator(request.actor), access.coordinates(request.actor, story)
    waits = story.state == StoryState.WAITING_CONSENT and coordinates
    version = {"version": story.version}
    context: dict[str, Any] = {
        "story": story,
        "shown": queries.show(story) if open_state else None,
        "moderates": moderates,
        "coordinates": coordinates,
        "named": queries.names_in_story(story) if open_state and coordinates else (),
        "document": queries.consent_document(story) if waits else None,
        "returning": forms.ReasonForm(initial=version, auto_id="back-%s"),
        "removing": forms.RemovalForm(initial=version, auto_id="off-%s"),
        "agreeing": forms.AgreeForm(initial={"seal": story.digest}, auto_id="paper-%s"),
        "zone": story.unit.zone,
    }
    form = next(iter(wrong.values()), None)
    return render(request, "stories/card.html", context | WORDS | wrong, status=status_of(form) if form else 200)


def _version(request: Request) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None
