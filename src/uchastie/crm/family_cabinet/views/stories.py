"""Stories about the family: it reads exactly what will be published, agrees, asks to change it, takes it back. Its
consent is a document of its own (B21); a refusal changes nothing in the help."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.family_cabinet import queries
from uchastie.crm.family_cabinet.forms import StoryAgreeForm, StoryReasonForm
from uchastie.crm.family_cabinet.views.visit import for_family, show
from uchastie.crm.stories import actions
from uchastie.crm.stories import queries as stories
from uchastie.crm.stories.rules import MARKS, StoryState
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of

STATES: dict[StoryState, str] = {
    StoryState.DRAFT: "опекун исправляет",
    StoryState.WAITING_CONSENT: "прочитайте и решите",
    StoryState.MODERATION: "вы согласились, ждёт проверки",
    StoryState.PUBLISHED: "опубликована",
    StoryState.RETURNED: "опекун исправляет",
    StoryState.WITHDRAWN: "снята, всё стёрто",
    StoryState.REMOVED: "снята, всё стёрто",
}
READABLE = frozenset({StoryState.WAITING_CONSENT, StoryState.MODERATION, StoryState.PUBLISHED})
WORDS: dict[str, Any] = {"STATES": STATES, "MARKS": MARKS, "PHOTO": "family_cabinet:story_photo"}


@require_safe
@for_family
def index(request: Request, case: FamilyCase) -> HttpResponse:
    return show(request, case, "stories", stories=stories.list_own(queries.holder_of(case)), **WORDS)


@require_safe
@for_family
def story(request: Request, case: FamilyCase, story_id: UUID) -> HttpResponse:
    return _page(request, case, story_id)


@require_POST
@for_family
def consent(request: Request, case: FamilyCase, story_id: UUID) -> HttpResponseBase:
    """What was typed stays; the box is empty again."""
    form = StoryAgreeForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.agree_to_story(
                actor=queries.holder_of(case),
                story_id=story_id,
                address=client_address(request) or None,
                **form.chosen(),
            )
            messages.success(request, "Согласие записано. История выйдет, когда её проверит федеральный штаб.")
            return redirect("family_cabinet:story", case.pk, story_id)
    return _page(request, case, story_id, agreeing=form)


@require_POST
@for_family
def changes(request: Request, case: FamilyCase, story_id: UUID) -> HttpResponseBase:
    form = StoryReasonForm(request.POST, auto_id="change-%s")
    if form.is_valid():
        with refusal_on_form(form):
            holder = queries.holder_of(case)
            actions.ask_to_change(actor=holder, story_id=story_id, reason=form.cleaned_data["reason"])
            messages.success(request, "Передали опекуну. Без нового согласия история не выйдет.")
            return redirect("family_cabinet:story", case.pk, story_id)
    return _page(request, case, story_id, changing=form)


@require_POST
@for_family
def story_withdrawal(request: Request, case: FamilyCase, story_id: UUID) -> HttpResponseBase:
    actions.withdraw_story(actor=queries.holder_of(case), story_id=story_id)
    messages.success(request, "История снята. Слова и снимки стёрты.")
    return redirect("family_cabinet:stories", case.pk)


@require_safe
@entered
def photo(request: Request, who: Entrant, photo_id: UUID, size: str) -> HttpResponseBase:
    """In two sizes, like on the open page."""
    for case in queries.list_own_cases(who.ids) if size in {"large", "small"} else ():
        try:
            file = stories.get_photo(queries.holder_of(case), photo_id, large=size == "large")
        except NotSeen:
            continue
        return documents.photo_response(file)
    raise NotSeen


def _page(request: Request, case: FamilyCase, story_id: UUID, **wrong: Any) -> HttpResponse:
    found = stories.get_story(queries.holder_of(case), story_id)
    readable = StoryState(found.state) in READABLE
    waits = found.state == StoryState.WAITING_CONSENT
    form = next(iter(wrong.values()), None)
    context: dict[str, Any] = {
        "story": found,
        "shown": stories.show(found) if readable else None,
        "named": stories.names_in_story(found) if waits else (),
        "document": stories.consent_document(found) if waits else None,
        "agreeing": StoryAgreeForm(initial={"family_name": found.family_name}),
        "changing": StoryReasonForm(auto_id="change-%s"),
    }
    return show(request, case, "story", status=status_of(form) if form else 200, **(context | WORDS | wrong))
