"""What the desk writes to people. Written in the transaction of the fact; the worker carries it out.

Subjects hold no personal data; the body greets by name and carries the signed link."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import queries
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Step
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import salutation
from uchastie.kernel import clock


def tell_received(request: ServiceRequest) -> None:
    calendar = deadlines.get_calendar(request.unit.region_id)
    promise = clocks.explain(request.submitted_at, request.contact_due_at, request.unit.zone, clock.now(), calendar)
    _tell(request, "request-received", f"Заявка {request.number} принята", promise=promise.headline)


def tell_delivered(request: ServiceRequest) -> None:
    """One invitation to rate (A77 begins here); who has switched reminders off finds it only on the own page."""
    quiet = request.beneficiary.reminders_off
    _tell(request, "review-invited", f"Оцените сервис по заявке {request.number}", quiet=quiet)


def tell_cancelled(request: ServiceRequest) -> None:
    _tell(request, "request-cancelled", f"Заявка {request.number} закрыта")


def tell_transferred(request: ServiceRequest) -> None:
    """Another centre works on it now: its name and phone. Each transfer is told once, so it is counted."""
    times = request.transfers.count() + request.transfers.filter(returned_at__isnull=False).count()
    _tell(request, f"request-transferred-{times}", f"Заявка {request.number}: новый центр", template="transferred")


def tell_reopened(request: ServiceRequest) -> None:
    calendar = deadlines.get_calendar(request.unit.region_id)
    begun = request.reopened_at or request.submitted_at
    promise = clocks.explain(begun, request.contact_due_at, request.unit.zone, clock.now(), calendar)
    subject = f"Заявка {request.number} снова в работе"
    _tell(
        request,
        f"request-reopened-{request.reopenings.count()}",
        subject,
        template="reopened",
        promise=promise.headline,
    )


TOLD_BY_STEP = {Step.DELIVER: "review-invited", Step.CANCEL: "request-cancelled"}


def withdraw(request: ServiceRequest, step: Step) -> None:
    """A step was taken back: what it wrote does not leave; what has left is put right by a second letter."""
    event = TOLD_BY_STEP.get(step)
    if event and notifications.withdraw(event=event, about_id=request.pk):
        _tell(request, f"corrected-v{request.version}", f"Заявка {request.number}: исправление", template="corrected")


def tell_link(request: ServiceRequest, stamp: str) -> None:
    """A fresh link to the person's own page; `stamp` tells one asking from another."""
    _tell(request, f"link-{stamp}", f"Ссылка на заявку {request.number}", template="link")


def _tell(
    request: ServiceRequest, event: str, subject: str, *, template: str = "", quiet: bool = False, promise: str = ""
) -> None:
    link = settings.SITE_URL + reverse("desk:status", args=[queries.status_token(request.pk)])
    context = {
        "request": request,
        "salutation": salutation(request.beneficiary.name),
        "link": link,
        "promise": promise,
    }
    notifications.notify(
        event=event,
        about_id=request.pk,
        recipient_id=request.beneficiary_id,
        email="" if quiet else people.email_of(request.beneficiary_id),
        subject=subject,
        body=render_to_string(f"desk/letters/{template or event}.txt", context).strip(),
    )
