"""Notifications of the browser: the question, the answer, the worker that shows them, and what a touch opens."""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.forms import DeviceForm
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, problem


def ask(recipient_id: UUID | None, url: str) -> dict[str, Any] | None:
    """What the question needs; None when this installation sends no pushes."""
    key = queries.push_key()
    if not key or recipient_id is None:
        return None
    return {"key": key, "url": url, "on": queries.has_devices(recipient_id)}


def save_device(recipient_id: UUID | None, form: DeviceForm) -> JsonResponse:
    """Answers a script: 200 «on» or «off», 422 with the words of the refusal."""
    if recipient_id is None or not form.is_valid():
        return JsonResponse({"title": "Браузер прислал не то, что нужно."}, status=422)
    data = form.cleaned_data
    try:
        if data["off"]:
            actions.unsubscribe(recipient_id=recipient_id, endpoint=data["endpoint"])
        else:
            actions.subscribe(
                recipient_id=recipient_id, endpoint=data["endpoint"], public_key=data["p256dh"], secret=data["auth"]
            )
    except Refusal as refusal:
        return JsonResponse(problem(refusal), status=refusal.status)
    return JsonResponse({"on": not data["off"]})


@page.public
@require_safe
def worker(request: Request) -> HttpResponse:
    """From the root, because a worker may only serve what lies below its own address."""
    answer = HttpResponse(_worker_source(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker_source() -> str:
    found = finders.find("ui/js/push-worker.js")
    if not found:
        raise NotSeen
    return Path(str(found)).read_text()


@page.public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: Request, token: str) -> HttpResponseBase:
    """GET leads on and changes nothing, for programs look at links too; POST comes from the worker when a person has
    touched the notification. The signed address is the proof, and all it can do is to mark as read."""
    if request.method == "POST":
        actions.opened_push(token=token)
        return HttpResponse(status=204)
    return redirect(queries.message_of_path(token).url or "/")
