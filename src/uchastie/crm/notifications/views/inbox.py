"""«Сообщения»: what stands behind the bell of an employee, and how he wants to be told."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.forms import ChoicesForm, DeviceForm
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import EVENTS, Audience, Channel, Topic
from uchastie.crm.notifications.views.devices import ask, save_device
from uchastie.kernel.paging import keyset
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

PAGE = 30
BY_TOPIC = {
    Topic.MEETINGS: "calendar-check",
    Topic.DEADLINES: "clock",
    Topic.WORK: "inbox",
    Topic.MARKS: "star",
    Topic.CALLS: "phone",
}
MARKS = {code: BY_TOPIC.get(event.topic, "bell") for code, event in EVENTS.items()}
WAYS = (Channel.PUSH, Channel.EMAIL)


@page(*STAFF)
@require_safe
def inbox(request: Request) -> HttpResponse:
    only_new = request.GET.get("only") == "new"
    rows = queries.list_inbox(request.actor, unread=only_new)
    found = keyset(rows, order=("-created_at", "-id"), size=PAGE, after=request.GET.get("after"))
    context = {
        "found": found,
        "only_new": only_new,
        "new": queries.list_inbox(request.actor, unread=True).count(),
        "later": "after" in request.GET,
        "marks": MARKS,
        "paragraphs": _paragraphs,
    }
    return render(request, "notifications/inbox.html", context)


def _paragraphs(message: Message) -> list[str]:
    """Without the one that only leads to the page: here a button does it."""
    return [one for one in message.body.split("\n\n") if not message.url or message.url not in one]


@page(*STAFF)
@require_POST
def read_all(request: Request) -> HttpResponse:
    count = actions.read_all(actor=request.actor)
    toasts.success(request, f"Отметили прочитанными: {text.plural(count, 'сообщение', 'сообщения', 'сообщений')}")
    return redirect("notifications:inbox")


@page(*STAFF)
@require_POST
def opened(request: Request, message_id: UUID) -> HttpResponse:
    """«Открыть»: read, and on to what it is about."""
    message = actions.read(actor=request.actor, message_id=message_id)
    return redirect(message.url or "notifications:inbox")


@page(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: Request) -> HttpResponse:
    me, given = request.user.pk, request.POST if request.method == "POST" else None
    form = ChoicesForm(given, audience=Audience.STAFF, choice=queries.choice_of(me), ways=WAYS)
    if given is not None and form.is_valid():
        with refusal_on_form(form):
            actions.choose(recipient_id=me, audience=Audience.STAFF, channels=form.channels())
            toasts.success(request, "Сохранено")
            return redirect("notifications:choices")
    context = {"form": form, "push": ask(me, reverse("notifications:device")), "ways": WAYS}
    return render(request, "notifications/choices_staff.html", context, status=status_of(form) if form.errors else 200)


@page(*STAFF)
@require_POST
def device(request: Request) -> JsonResponse:
    return save_device(request.actor.user_id, DeviceForm(request.POST))
