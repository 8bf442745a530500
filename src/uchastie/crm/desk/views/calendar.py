"""«Календарь»: who meets whom, where and when; a free time leads to a new meeting."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.deadlines.rules import zone_city
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.access import READERS, WORKERS, can_work
from uchastie.crm.desk.forms.meetings import MeetingForm
from uchastie.crm.desk.forms.staff import VersionForm
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import MeetingOptions
from uchastie.crm.desk.queries import calendar as calendars
from uchastie.crm.desk.queries.calendar import By
from uchastie.crm.desk.rules import FORMAT_NAMES, Format
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

DAY = dt.timedelta(days=1)
REACH = 366  # days: a calendar further away than a year is a slip of the finger
ICONS = {Format.PHONE: "phone", Format.ONLINE: "monitor", Format.AT_PERSON: "footprints", Format.IN_PERSON: ""}


@dataclass(frozen=True, slots=True)
class Place:
    """What part of the calendar is open; all of it stands in the address."""

    day: dt.date
    span: str  # week or day
    by: By

    @property
    def first(self) -> dt.date:
        return self.day - DAY * self.day.weekday() if self.span == "week" else self.day

    @property
    def days(self) -> int:
        return 7 if self.span == "week" else 1

    @staticmethod
    def step(days: int) -> dt.timedelta:
        return DAY * days

    def address(self, **other: Any) -> str:
        values = {"day": self.day, "span": self.span, "by": self.by} | other
        return f"{reverse('desk:calendar')}?{urlencode({key: str(value) for key, value in values.items()})}"


@require_safe
@page(*READERS)
def calendar(request: Request) -> HttpResponse:
    unit, actor = request.unit, request.actor
    if unit.kind != UnitKind.CENTRE:
        return render(request, "desk/calendar_nowhere.html")
    place = _place(request, clock.today(unit.zone))
    shown = calendars.get_calendar(actor, unit, first=place.first, days=place.days, by=place.by)
    context = {
        "shown": shown,
        "place": place,
        "title": _title(place, clock.today(unit.zone)),
        "zone": unit.zone,
        "city": zone_city(unit.zone),
        "ICONS": ICONS,
        "FORMATS": FORMAT_NAMES,
        "can_add": can_work(actor, unit.path),
    }
    return render(request, "desk/calendar.html", context)


def _place(request: Request, today: dt.date) -> Place:
    """What cannot be read is today; nobody needs a calendar of the year 9999."""
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = today
    if abs((day - today).days) > REACH:
        day = today
    by = request.GET.get("by", "")
    span = "day" if request.GET.get("span") == "day" else "week"
    return Place(day, span, By(by) if by in set(By) else By.ROOMS)


def _title(place: Place, today: dt.date) -> str:
    """«23–29 ноября», «30 ноября — 6 декабря»; a day is named in full."""
    if place.span == "day":
        return text.capital(text.day(place.day, today))
    first, last = place.first, place.first + 6 * DAY
    begins, ends = (text.day(day, today).partition(", ")[2] for day in (first, last))
    return f"{first.day}–{ends}" if first.month == last.month else f"{begins} — {ends}"


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WORKERS)
def new_meeting(request: Request) -> HttpResponseBase:
    """«Записать»: whom, when and where. The request may come with the address, the time with the pressed button."""
    unit = request.unit
    if unit.kind != UnitKind.CENTRE:
        return redirect("desk:calendar")
    waiting = calendars.list_waiting(request.actor, unit)
    found = _chosen(request, waiting)
    form = _form(request, unit, found)
    if request.method == "POST" and found and form.is_valid():
        with refusal_on_form(form):
            agree(request, found.pk, form)
            return redirect(f"{reverse('desk:calendar')}?day={form.cleaned_data['day']:%Y-%m-%d}")
    if request.method == "POST" and found is None:
        form.add_error(None, "Выберите заявку: с кем договорились о встрече.")
    context = {"form": form, "waiting": waiting, "found": found, "zone": unit.zone}
    status = status_of(form) if form.is_bound and form.errors else 200
    return render(request, "desk/calendar_new.html", context, status=status)


def _chosen(request: Request, waiting: list[ServiceRequest]) -> ServiceRequest | None:
    """Named in the form or in the address; one that does not wait for a day may be moved too."""
    named = request.POST.get("request") or request.GET.get("request") or ""
    known = next((one for one in waiting if str(one.pk) == named), None)
    if known or not named:
        return known
    try:
        return queries.get_request(request.actor, UUID(named))
    except ValueError:
        raise NotSeen from None


def _form(request: Request, unit: Unit, found: ServiceRequest | None) -> MeetingForm:
    options = MeetingOptions(unit, found, request.actor)
    if request.method == "POST":
        return MeetingForm(request.POST, options=options)
    given = {name: request.GET.get(name, "")[:40] for name in ("day", "time", "employee", "room")}
    initial: dict[str, Any] = {name: value for name, value in given.items() if value} | {"format": Format.IN_PERSON}
    if found:
        initial |= {"version": found.version, "format": found.agreed_format or Format.IN_PERSON}
        initial["note"] = found.agreed_note
    return MeetingForm(options=options, initial=initial)


def agree(request: Request, request_id: UUID, form: MeetingForm) -> ServiceRequest:
    """Saves the meeting and says what staff should know about its time."""
    found = queries.get_request(request.actor, request_id)
    done = actions.agree(actor=request.actor, request_id=request_id, **form.cleaned(found.unit))
    for caution in queries.cautions(done):
        messages.warning(request, caution)
    return done


@require_safe
@page(*READERS)
def free_times(request: Request, request_id: UUID) -> HttpResponseBase:
    """A part of the card that comes after it; without scripts they stand on the page of a new meeting."""
    found = queries.get_request(request.actor, request_id)
    if not request.htmx:
        return redirect(f"{reverse('desk:new_meeting')}?request={request_id}")
    form = MeetingForm(options=MeetingOptions(found.unit, found, request.actor))
    return render(request, "desk/free_times.html", {"form": form})


@require_POST
@page(*READERS)
def no_show(request: Request, request_id: UUID) -> HttpResponse:
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    actions.mark_no_show(actor=request.actor, request_id=request_id, version=version)
    messages.success(request, "Отметили, что человек не пришёл. Договоритесь о другом дне")
    return redirect("desk:request", request_id)
