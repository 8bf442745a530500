"""«Истории» of a guardian: it writes, adds photos with words, asks the family. Nothing typed is lost: the words are kept
before a photo is sent, and a photo is a form of its own (B21, B49)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.guardian_cabinet.forms.stories import AltForm, PhotoForm, SendForm, StoryForm
from uchastie.crm.guardian_cabinet.queries import holder_of
from uchastie.crm.guardian_cabinet.views import visit
from uchastie.crm.guardian_cabinet.views.visit import entered, for_guardian
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.stories import actions
from uchastie.crm.stories import queries as stories
from uchastie.crm.stories.rules import GONE, MARKS, PHOTOS, STATE_NAMES, WRITABLE
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, refusal_on_form

WORDS: dict[str, Any] = {
    "STATES": STATE_NAMES,
    "MARKS": MARKS,
    "PHOTO": "guardian_cabinet:story_photo",
    "MOST": PHOTOS,
}


def show(request: Request, guardian: Guardian, template: str, **context: Any) -> HttpResponse:
    return visit.show(request, guardian, template, **(WORDS | context))


@require_safe
@for_guardian
def index(request: Request, guardian: Guardian) -> HttpResponse:
    actor = holder_of(guardian)
    may_write = bool(stories.writable_pairs(actor))
    return show(request, guardian, "stories", stories=stories.list_own(actor), may_write=may_write)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guardian
def new(request: Request, guardian: Guardian) -> HttpResponseBase:
    actor = holder_of(guardian)
    families = [(str(pair.pk), f"Семья {pair.case.number}") for pair in stories.writable_pairs(actor)]
    if not families:
        return redirect("guardian_cabinet:stories", guardian.pk)
    bound = request.POST if request.method == "POST" else None
    form = StoryForm(bound, families=families, initial={"key": new_id().hex})
    if form.is_valid():
        with refusal_on_form(form):
            key = form.cleaned_data["key"] or new_id().hex
            made = actions.create_story(actor=actor, pair_id=form.pair_id(), words=form.words(), key=key)
            return redirect("guardian_cabinet:story", guardian.pk, made.pk)
    return show(request, guardian, "story_words", form=form, story=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guardian
def words(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponseBase:
    actor = holder_of(guardian)
    story = stories.get_story(actor, story_id)
    if story.state not in WRITABLE:
        return redirect("guardian_cabinet:story", guardian.pk, story_id)
    known = {name: getattr(story, name) for name in ("version", "title", "text", "video_url")}
    form = StoryForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.write_story(actor=actor, story_id=story_id, version=version, words=form.words())
            return redirect("guardian_cabinet:story", guardian.pk, story_id)
    return show(request, guardian, "story_words", form=form, story=story)


@require_safe
@for_guardian
def story(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponse:
    return _page(request, guardian, story_id)


@require_POST
@for_guardian
def photos(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponseBase:
    form = PhotoForm(request.POST, request.FILES, auto_id="photo-%s")
    if form.is_valid():
        with refusal_on_form(form):
            given = form.cleaned_data
            actions.add_photo(actor=holder_of(guardian), story_id=story_id, upload=given["upload"], alt=given["alt"])
            messages.success(request, "Снимок добавлен. Место съёмки и данные камеры удалены.")
            return redirect("guardian_cabinet:story", guardian.pk, story_id)
    return _page(request, guardian, story_id, form=form, adding=form)


@require_POST
@for_guardian
def photo_words(request: Request, guardian: Guardian, story_id: UUID, photo_id: UUID) -> HttpResponseBase:
    form = AltForm(request.POST, auto_id=f"alt-{photo_id}-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.describe_photo(actor=holder_of(guardian), photo_id=photo_id, alt=form.cleaned_data["alt"])
            messages.success(request, "Описание сохранено")
            return redirect("guardian_cabinet:story", guardian.pk, story_id)
    return _page(request, guardian, story_id, form=form, wrong={photo_id: form})


@require_POST
@for_guardian
def photo_removal(request: Request, guardian: Guardian, story_id: UUID, photo_id: UUID) -> HttpResponseBase:
    actions.remove_photo(actor=holder_of(guardian), photo_id=photo_id)
    messages.success(request, "Снимок убран")
    return redirect("guardian_cabinet:story", guardian.pk, story_id)


@require_POST
@for_guardian
def sending(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponseBase:
    form = SendForm(request.POST, auto_id="send-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.send_story(actor=holder_of(guardian), story_id=story_id, **form.cleaned_data)
            messages.success(request, "Отправили семье. Когда она решит, мы напишем вам.")
            return redirect("guardian_cabinet:story", guardian.pk, story_id)
    return _page(request, guardian, story_id, form=form, sending=form)


@require_POST
@for_guardian
def taking_back(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponseBase:
    try:
        actions.take_back(actor=holder_of(guardian), story_id=story_id, version=None)
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("guardian_cabinet:story", guardian.pk, story_id)


@require_POST
@for_guardian
def story_withdrawal(request: Request, guardian: Guardian, story_id: UUID) -> HttpResponseBase:
    actions.withdraw_story(actor=holder_of(guardian), story_id=story_id)
    messages.success(request, "История удалена. Слова и снимки стёрты.")
    return redirect("guardian_cabinet:stories", guardian.pk)


@require_safe
@entered
def photo(request: Request, own: dict[UUID, Guardian], photo_id: UUID, size: str) -> HttpResponseBase:
    """In two sizes, like on the open page."""
    for guardian in own.values() if size in {"large", "small"} else ():
        try:
            file = stories.get_photo(holder_of(guardian), photo_id, large=size == "large")
        except NotSeen:
            continue
        return documents.photo_response(file)
    raise NotSeen


def _page(
    request: Request, guardian: Guardian, story_id: UUID, *, form: Any = None, wrong: Any = None, **again: Any
) -> HttpResponse:
    """As it will be read, and while it is written what can be changed; `again` are forms that were refused."""
    found = stories.get_story(holder_of(guardian), story_id)
    shown = stories.show(found) if found.state not in GONE else None
    alts = {
        photo.pk: AltForm(initial={"alt": photo.alt}, auto_id=f"alt-{photo.pk}-%s")
        for photo in (shown.photos if shown else ())
    }
    context = {
        "story": found,
        "shown": shown,
        "writable": found.state in WRITABLE,
        "alts": alts | (wrong or {}),
        "adding": PhotoForm(auto_id="photo-%s"),
        "sending": SendForm(initial={"version": found.version}, auto_id="send-%s"),
    }
    return show(request, guardian, "story", form=form, **(context | again))
