"""A table of participants in: trial, then writing."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.events import access, actions, queries
from uchastie.crm.events.forms import TableForm
from uchastie.crm.events.rules.table import HEADINGS, Verdict
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SHOWN = 100  # wrong rows on the page


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: Request, event_id: UUID) -> HttpResponseBase:
    event = queries.get_event(request.actor, event_id)
    access.require_worker(request.actor, event.unit.path)
    sent = request.method == "POST"
    form = TableForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            batch = actions.try_table(
                actor=request.actor, event_id=event_id, upload=data["upload"], came=bool(data["came"])
            )
            return redirect("events:trial", batch.pk)
    context = {"form": form, "event": event, "HEADINGS": HEADINGS}
    return render(request, "events/table.html", context, status=status_of(form) if sent else 200)


@require_safe
@page(*access.WORKERS)
def trial(request: Request, import_id: UUID) -> HttpResponse:
    """How the trial ended, how far the writing is, what came of it."""
    batch = queries.get_import(request.actor, import_id)
    wrong = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    context = {
        "batch": batch,
        "event": batch.event,
        "wrong": wrong[:SHOWN],
        "going_on": batch.begun_at is not None and batch.finished_at is None,
        "wiped": not batch.rows and batch.begun_at is None,
    }
    return render(request, "events/trial.html", context)


@require_POST
@page(*access.WORKERS)
def writing(request: Request, import_id: UUID) -> HttpResponseBase:
    batch = actions.begin_import(actor=request.actor, import_id=import_id)
    if batch.fresh <= actions.AT_ONCE:
        actions.write_rows(batch.pk)
    return redirect("events:trial", import_id)


@require_safe
@page(*access.WORKERS)
def sample(request: Request) -> FileResponse:
    columns = [Column(one.title, max(len(one.title), len(one.example)) + 2) for one in HEADINGS]
    sheet = documents.write_xlsx("Участники", columns, [[one.example for one in HEADINGS]])
    return documents.table_response(sheet, "Образец: участники события")
