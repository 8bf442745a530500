"""Who is away: the head writes it for the centre, everybody for himself."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.appointments import access, actions, queries
from uchastie.crm.appointments.forms import AbsenceForm
from uchastie.crm.appointments.models import Absence
from uchastie.crm.appointments.rules import HALF_NAMES, KIND_NAMES, AbsenceKind, Half, absent_span
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    id: UUID
    name: str
    when: str
    why: str
    now: bool
    meetings: int  # agreed for those days: somebody has to move them


@require_http_methods(["GET", "HEAD", "POST"])
@page(*access.WORKERS)
def absences(request: Request) -> HttpResponseBase:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.add_absence(request.actor, **form.cleaned())
            messages.success(request, _told(request, made))
            return redirect("appointments:absences")
    today = clock.today(request.unit.zone)
    rows = list(queries.list_absences(request.actor, request.unit, since=today))
    context = {"form": form, "lines": _lines(request, rows, today), "head": _is_head(request)}
    return render(request, "appointments/absences.html", context, status=status_of(form) if form.errors else 200)


@require_POST
@page(*access.WORKERS)
def removal(request: Request, absence_id: UUID) -> HttpResponse:
    actions.cancel_absence(request.actor, absence_id=absence_id)
    messages.success(request, "Запись отменена: время снова свободно для встреч")
    return redirect("appointments:absences")


def _is_head(request: Request) -> bool:
    return access.manages(request.actor, (request.unit.path,))


def _form(request: Request) -> AbsenceForm:
    """The head chooses among his people, the others are there alone."""
    people = [(host.id, host.name) for host in queries.list_hosts(request.unit)]
    if not _is_head(request):
        people = [(request.user.pk, request.actor.label)]
    initial = {"user_id": str(request.actor.id)}
    return AbsenceForm(request.POST if request.method == "POST" else None, people=people, initial=initial)


def _told(request: Request, made: Absence) -> str:
    count = len(_meetings(request, [made])[made.pk])
    if not count:
        return "Записано. В эти дни встреч не предложим"
    return f"Записано. На эти дни уже {text.plural(count, 'встреча', 'встречи', 'встреч')}: перенесите их в календаре"


def _meetings(request: Request, rows: list[Absence]) -> dict[UUID, list[UUID]]:
    """Agreed meetings inside each absence; one statement for all of them."""
    found: dict[UUID, list[UUID]] = {row.pk: [] for row in rows}
    if not rows:
        return found
    zone = request.unit.zone
    spans = {row.pk: _span(row, zone) for row in rows}
    begins, ends = min(span[0] for span in spans.values()), max(span[1] for span in spans.values())
    for meeting in queries.list_during({row.user_id for row in rows}, begins, ends):
        for row in rows:
            start, end = spans[row.pk]
            if row.user_id == meeting.employee_id and start < meeting.ends_at and meeting.starts_at < end:
                found[row.pk].append(meeting.pk)
    return found


def _span(row: Absence, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    half = Half(row.half)
    return absent_span(row.first_on, half, zone)[0], absent_span(row.last_on, half, zone)[1]


def _lines(request: Request, rows: list[Absence], today: dt.date) -> list[Line]:
    meetings = _meetings(request, rows)
    return [
        Line(
            row.pk,
            row.user.name,
            _days(row, today),
            KIND_NAMES[AbsenceKind(row.kind)].partition(":")[0],
            row.first_on <= today,
            len(meetings[row.pk]),
        )
        for row in rows
    ]


def _days(row: Absence, today: dt.date) -> str:
    first = text.day(row.first_on, today)
    if row.first_on == row.last_on:
        half = text.uncapital(HALF_NAMES[Half(row.half)]) if row.half else ""
        return f"{first}, {half}" if half else first
    return f"{first} — {text.day(row.last_on, today)}"
