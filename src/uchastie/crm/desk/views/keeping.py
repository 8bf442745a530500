"""Drafts of the counter: kept while they are typed, listed, gone on with on another device, erased."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from uchastie.crm.desk import actions
from uchastie.crm.desk.models import Draft
from uchastie.crm.desk.rules import DraftForm
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request
from uchastie.ui import text

NEVER = frozenset({"csrfmiddlewaretoken", "key", "version", "form", "keep", "again", "find", "new", "take", "look"})

ROWS = "row_"


def keep(request: Request, form: DraftForm) -> Draft | None:
    """What is typed now, under the one-time key of its form. `Refusal` when the key is no key of ours."""
    try:
        draft_id = UUID(hex=request.POST.get("key", ""))
    except ValueError as error:
        raise Refusal("bad_key", "Форма устарела. Откройте её заново.") from error
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NEVER and (value or name.startswith(ROWS))  # the cells of a row stay together
    ]
    return actions.keep_draft(actor=request.actor, unit=request.unit, draft_id=draft_id, form=form, fields=fields)


def keep_typed(request: Request, form: DraftForm) -> HttpResponseBase:
    """The button «Сохранить черновик» for who has no scripts: back to the form, from the server."""
    draft = keep(request, form)
    if draft is None:
        return redirect("desk:queue")
    messages.success(request, f"Черновик сохранён в {text.time(draft.saved_at.astimezone(request.unit.zone))}")
    return redirect("desk:draft", draft.pk)


def kept_at(request: Request, draft: Draft | None) -> HttpResponse:
    """For the script: «14:02», or nothing when the form has been sent already."""
    if draft is None:
        return HttpResponse(status=204)
    return HttpResponse(
        text.time(draft.saved_at.astimezone(request.unit.zone)), content_type="text/plain; charset=utf-8"
    )
