"""«Журнал доставки»: what was sent, by which channel, and why it did not arrive."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.notifications import access, actions, queries
from uchastie.crm.notifications.guards import directory
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.queries.log import TABS
from uchastie.crm.notifications.rules import EVENTS, hide_links, sms_size
from uchastie.crm.notifications.views.chain import chain_of
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.web import Request, page

PAGE = 40


@page(*access.LOG_READERS)
@require_safe
def log(request: Request) -> HttpResponse:
    return _page(request)


@page(*access.LOG_READERS)
@require_safe
def logged(request: Request, message_id: UUID) -> HttpResponse:
    """The same list with one message opened beside it."""
    return _page(request, queries.get_logged(request.actor, message_id))


@page(*access.LOG_READERS)
@require_POST
def again(request: Request, message_id: UUID) -> HttpResponse:
    actions.send_again(actor=request.actor, message_id=message_id)
    toasts.success(request, "Отправляем ещё раз")
    return redirect("notifications:logged", message_id)


@page(*access.LOG_READERS)
@require_POST
def found(request: Request) -> HttpResponse:
    """What is looked for is a name or a phone, so it does not stand in an address."""
    return _page(request, text=request.POST.get("q", "")[:100])


def _page(request: Request, opened: Message | None = None, text: str = "") -> HttpResponse:
    tab = request.GET.get("tab", "all")
    tab = tab if tab in TABS else "all"
    rows = queries.list_log(request.actor, tab=tab, text=text)
    listed = keyset(rows, order=("-created_at", "-id"), size=PAGE, after=request.GET.get("after"))
    context = {
        "lines": _lines(request, listed),
        "after": None if text else listed.after,
        "later": "after" in request.GET,
        "tab": tab,
        "text": text,
        "counts": queries.count_log(request.actor),
        "lost": queries.count_lost_letters(request.actor),
        "can_edit": request.actor.has_role(*access.EDITORS),
        "opened": _opened(request, opened) if opened else None,
    }
    return render(request, "notifications/log.html", context)


def _lines(request: Request, listed: "Page[Message]") -> list[dict[str, object]]:
    mine = [row for row in listed.items if access.may_read(request.actor, row)]
    names = directory().names({row.recipient_id for row in mine if row.recipient_id})
    return [
        {
            "message": row,
            "name": names.get(row.recipient_id, "") if row.recipient_id else "",
            "title": _title(row),
            "chain": chain_of(row),
        }
        for row in listed.items
    ]


def _opened(request: Request, row: Message) -> dict[str, object]:
    readable = access.may_read(request.actor, row)
    name = directory().names([row.recipient_id]).get(row.recipient_id, "") if readable and row.recipient_id else ""
    sms = next((way for way in row.used if way.channel == "sms"), None)  # type: ignore[attr-defined]
    return {
        "message": row,
        "name": name,
        "title": _title(row),
        "text": hide_links((sms or row).body) if readable else "",
        "size": sms_size(sms.body) if sms and readable else None,
        "chain": chain_of(row),
        "can_resend": readable and row.outcome == "failed",
        "event": row.event if row.event in EVENTS else "",
    }


def _title(row: Message) -> str:
    return EVENTS[row.event].title if row.event in EVENTS else row.subject
