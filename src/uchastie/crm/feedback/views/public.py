"""The page behind a printed QR code: a review without an account (A41)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.feedback import actions, queries, rules
from uchastie.crm.feedback.forms import QrForm
from uchastie.crm.feedback.models import Place
from uchastie.crm.licensing import queries as licensing
from uchastie.kernel import clock, limits
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of

HOUR, DAY = 3600, 24 * 3600
GONE = 410


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, code: str) -> HttpResponseBase:
    place = queries.find_open_place(code)
    if place.revoked_at is not None:
        return render(request, "feedback/public/revoked.html", {"centre": place.unit}, status=GONE)
    services = licensing.list_to_choose(place.unit)
    if request.method != "POST":
        given = {"service": place.service_id} if place.service_id in {service.code for service in services} else {}
        return _page(request, place, QrForm(initial=given, services=services))
    form = QrForm(request.POST, services=services)
    if form.is_valid():
        suspicious, refused = _measure(request)
        if refused:
            form.add_error(None, "С этого устройства или адреса пришло слишком много отзывов. Попробуйте завтра.")
            return _page(request, place, form, status=429)
        with refusal_on_form(form):
            author = form.author(client_address(request))
            actions.leave_review(
                visitor=request.actor,
                code=place.code,
                said=form.said(),
                author=author,
                suspicious=suspicious,
                key=form.cleaned_data["key"],
            )
            way = "?to=email" if author.email else "?to=phone" if author.phone else ""
            return redirect(reverse("feedback:thanks", args=[place.code]) + way)
    return _page(request, place, form, status=status_of(form))


@page.public
@never_cache
@require_safe
def thanks(request: Request, code: str) -> HttpResponse:
    place = queries.find_open_place(code)
    share = request.build_absolute_uri(reverse("network:centre", args=[place.unit.slug]))
    context = {"centre": place.unit, "to": request.GET.get("to", ""), "share": share}
    return render(request, "feedback/public/thanks.html", context)


def _measure(request: Request) -> tuple[bool, bool]:
    """(suspicious, refused). A phone speaks for one person; an address may be that of the whole centre. Only digests
    are counted, and only for a day."""
    address = client_address(request)
    device = f"{address} {request.META.get('HTTP_USER_AGENT', '')[:300]}"
    within = [
        limits.allow("qr-device", device, times=rules.DEVICE_A_DAY, seconds=DAY),
        limits.allow("qr-address", address, times=rules.ADDRESS_AN_HOUR, seconds=HOUR),
    ]
    let_in = [
        limits.allow("qr-device-most", device, times=rules.DEVICE_REFUSED_A_DAY, seconds=DAY),
        limits.allow("qr-address-most", address, times=rules.ADDRESS_REFUSED_AN_HOUR, seconds=HOUR),
    ]
    return not all(within), not all(let_in)


def _page(request: Request, place: Place, form: QrForm, *, status: int = 200) -> HttpResponse:
    centre = place.unit
    text = consents.current_text(Purpose.ANSWER)
    context: dict[str, Any] = {
        "place": place,
        "centre": centre,
        "form": form,
        "staff": request.actor.has_role(*STAFF),
        "document": consents.document_of(text, centre, clock.today(centre.zone)),
        "more": form.is_bound and any(form.errors.get(name) for name in ("phone", "email", "number", "agree")),
    }
    answer = render(request, "feedback/public/leave.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"  # the code is for who stands before it
    return answer
