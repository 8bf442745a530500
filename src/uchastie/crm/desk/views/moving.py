"""The person's own meeting, behind the signed link: move it, ask for another time, give it up, put it in a calendar."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.rules import MOVE_BEFORE, Slot, State, may_move
from uchastie.crm.appointments.rules.calendars import Meeting, write_invitation
from uchastie.crm.deadlines.rules import zone_city
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.forms.meetings import MINUTE, MovingForm, WishForm
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import WITH_MEETING, Format
from uchastie.crm.desk.views.own import by_the_person, own_page
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, refusal_on_form, status_of
from uchastie.ui import text


@dataclass(frozen=True, slots=True)
class Time:
    """A button of the page."""

    value: str
    label: str
    free: bool
    chosen: bool


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    known = _known(found)
    if known is None:
        return render(request, "desk/public/no_meeting.html", {"token": token, "request_": found})
    form = MovingForm(request.POST if request.method == "POST" else None, current=Format(known.format))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            _move(request, holder, found, form)
            return redirect("desk:status", token)
    return _page(request, token, found, known, form=form)


def _move(request: Request, holder: Actor, found: ServiceRequest, form: MovingForm) -> None:
    done = actions.move_by_holder(holder=holder, visitor=request.actor, request_id=found.pk, **form.cleaned(found.unit))
    assert done.agreed_at is not None  # noqa: S101 - that is what the action does
    messages.success(request, f"Встреча перенесена: {text.moment(done.agreed_at, found.unit.zone, clock.now())}")


@own_page
@require_POST
@by_the_person
def wish(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    known = _known(found)
    if known is None:
        return redirect("desk:meeting", token)
    form = WishForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.wish_by_holder(holder=holder, visitor=request.actor, request_id=found.pk, **form.cleaned_data)
            messages.success(request, "Передали сотруднику. Прежнее время пока за вами")
            return redirect("desk:status", token)
    return _page(request, token, found, known, wish_form=form)


@own_page
@require_POST
@by_the_person
def cancellation(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    if _known(found) is None:
        return redirect("desk:meeting", token)
    actions.give_up_by_holder(holder=holder, visitor=request.actor, request_id=found.pk)
    messages.success(request, "Встреча отменена. Заявка остаётся: мы предложим другой день")
    return redirect("desk:status", token)


@own_page
@require_safe
def invitation(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """The meeting for the person's calendar; a cancelled one says so and takes itself away."""
    known = bookings.find_latest(found.pk)
    if known is None:
        raise NotSeen
    body = write_invitation(
        Meeting(
            uid=known.uid,
            sequence=known.sequence,
            title=known.title,
            starts_at=known.starts_at,
            ends_at=known.ends_at,
            zone=known.unit.tz,
            changed_at=known.updated_at,
            place=f"{known.unit.name}, {known.unit.place}" if known.format == Format.IN_PERSON else "",
            cancelled=known.state == State.CANCELLED,
        )
    )
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vstrecha.ics"'
    return answer


def _known(found: ServiceRequest) -> Appointment | None:
    return bookings.find_agreed(found.pk) if found.status in WITH_MEETING else None


def _page(
    request: Request,
    token: str,
    found: ServiceRequest,
    known: Appointment,
    *,
    form: MovingForm | None = None,
    wish_form: WishForm | None = None,
) -> HttpResponse:
    form = form or MovingForm(current=Format(known.format))
    movable = may_move(known.starts_at, clock.now())
    offered = queries.list_offered_times(found, known, _from(request)) if movable else queries.Offered({}, None)
    bad = next((one for one in (form, wish_form) if one is not None and one.errors), None)
    context: dict[str, Any] = {
        "token": token,
        "request_": found,
        "centre": found.unit,
        "zone": found.unit.zone,
        "city": zone_city(found.unit.zone),
        "known": known,
        "movable": movable,
        "begun": known.starts_at <= clock.now(),
        "hours": int(MOVE_BEFORE.total_seconds() // 3600),
        "days": _days(offered.days, found.unit.zone, str(form["slot"].value() or "")),
        "after": offered.after,
        "form": form,
        "wish_form": wish_form or WishForm(),
    }
    return render(request, "desk/public/moving.html", context, status=status_of(bad) if bad else 200)


def _from(request: Request) -> dt.date | None:
    """The first day of a later page; further than half a year nothing is planned."""
    try:
        day = dt.date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None
    return day if (day - clock.today(dt.UTC)).days < 180 else None


def _days(days: dict[dt.date, list[Slot]], zone: dt.tzinfo, chosen: str) -> list[tuple[str, list[Time]]]:
    today = clock.today(zone)
    return [
        (text.capital(text.day(day, today)), [_time(slot, zone, chosen) for slot in slots])
        for day, slots in days.items()
    ]


def _time(slot: Slot, zone: dt.tzinfo, chosen: str) -> Time:
    local = slot.starts_at.astimezone(zone)
    value = f"{local:{MINUTE}}"
    return Time(value, text.time(local), slot.free, value == chosen and slot.free)
