"""What the desk tells people. Written in the transaction of the fact; the worker carries it out.

The words stand in `notifications`, where the federal team may change them; here are the facts that go into them."""

from django.urls import reverse

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import queries
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Step
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications.rules import Audience, Recipient
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import salutation
from uchastie.kernel import clock
from uchastie.ui import text


def tell_received(request: ServiceRequest) -> None:
    _tell(request, "request_received", {"срок": _promise(request)})


def tell_invited(request: ServiceRequest) -> None:
    """A45: to a day and an hour, or to call or come when it suits."""
    when = "Позвоните нам или приходите, когда вам удобно."
    if request.invited_for:
        when = f"Ждём вас: {text.moment(request.invited_for, request.unit.zone, clock.now())}."
    promise = "" if request.contacted_at else _promise(request)
    _tell(request, "service_invited", {"когда": when, "место": request.unit.place, "срок": promise})


def tell_delivered(request: ServiceRequest) -> None:
    """One invitation to rate (A77); who has switched reminders off finds it only on the own page."""
    _tell(request, "review_invited", occasion=_times(request) if request.reopened_at else "")


def tell_cancelled(request: ServiceRequest) -> None:
    _tell(request, "request_cancelled", {"причина": request.cancel_note}, occasion=_times(request))


def tell_transferred(request: ServiceRequest) -> None:
    """Another centre works on it now: its name and phone. Each transfer is told once, so it is counted."""
    times = request.transfers.count() + request.transfers.filter(returned_at__isnull=False).count()
    _tell(request, "request_transferred", {"место": request.unit.place}, occasion=str(times))


def tell_reopened(request: ServiceRequest) -> None:
    _tell(request, "request_reopened", {"срок": _promise(request)}, occasion=_times(request))


def tell_link(request: ServiceRequest, stamp: str) -> None:
    """A fresh link to the person's own page; `stamp` tells one asking from another."""
    _tell(request, "link", occasion=stamp)


TOLD_BY_STEP = {
    Step.AGREE: "appointment_agreed",
    Step.DELIVER: "review_invited",
    Step.CANCEL: "request_cancelled",
}


def withdraw(request: ServiceRequest, step: Step) -> None:
    """A step was taken back: what it wrote does not leave; what has left is put right by a second letter."""
    event = TOLD_BY_STEP.get(step)
    if event and notifications.withdraw(event=event, about_id=request.pk):
        _tell(request, "corrected", occasion=f"v{request.version}")


def reader(request: ServiceRequest) -> Recipient:
    """The person of a request, with the values that every text may have."""
    person, unit = request.beneficiary, request.unit
    contacts = people.contacts_of([person.pk])[person.pk]
    return Recipient(
        id=person.pk,
        audience=Audience.PERSON,
        email=contacts.email,
        phone=contacts.phone,
        zone=unit.tz,
        reminders_off=person.reminders_off,
        values={
            "обращение": salutation(person.name),
            "центр": unit.name,
            "телефон центра": text.phone(unit.phone),
            "сервис": request.service.name,
        },
    )


def _tell(request: ServiceRequest, event: str, values: dict[str, str] | None = None, *, occasion: str = "") -> None:
    notifications.notify(
        event=event,
        about_id=request.pk,
        to=reader(request),
        unit_id=request.unit_id,
        number=request.number,
        values=values,
        url=reverse("desk:status", args=[queries.status_token(request.pk)]),
        occasion=occasion,
    )


def _promise(request: ServiceRequest) -> str:
    """«до вт, 24 ноября»."""
    calendar = deadlines.get_calendar(request.unit.region_id)
    begun = request.clock_began_at
    return clocks.explain(begun, request.contact_due_at, request.unit.zone, clock.now(), calendar).headline


def _times(request: ServiceRequest) -> str:
    """A request that was opened again may be closed again; the first time has no number."""
    return str(request.reopenings.count() or "") if request.reopened_at else ""
