"""The table of the hot line in, the table for ОНФ.Помощь out."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.card import TableForm
from uchastie.crm.families.rules.imports import HEADINGS, Verdict
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SHOWN = 100  # wrong rows on the page


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def tables(request: Request) -> HttpResponse:
    unit = access.require_headquarters(request.actor, request.unit)
    form = TableForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            batch = actions.import_families(request.actor, unit=unit, upload=form.cleaned_data["upload"])
            return redirect("families:import", batch.pk)
    context = {"form": form, "HEADINGS": HEADINGS, "NOT_CUSTODY": rules.NOT_CUSTODY}
    return render(request, "families/tables.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.COORDINATORS)
@require_safe
def trial(request: Request, import_id: UUID) -> HttpResponse:
    """How the trial ended, or what came of the writing."""
    batch = queries.get_import(request.actor, import_id)
    wrong = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    context = {"batch": batch, "wrong": wrong[:SHOWN], "wiped": not batch.rows and not batch.written_at}
    return render(request, "families/trial.html", context | {"NOT_CUSTODY": rules.NOT_CUSTODY})


@page(*access.COORDINATORS)
@require_POST
def writing(request: Request, import_id: UUID) -> HttpResponse:
    actions.begin_import(request.actor, import_id=import_id)
    return redirect("families:import", import_id)


@page(*access.COORDINATORS)
@require_safe
def sample(request: Request) -> FileResponse:
    columns = [Column(one.title, max(len(one.title), len(one.example)) + 2) for one in HEADINGS]
    sheet = documents.write_xlsx("Семьи", columns, [[one.example for one in HEADINGS]])
    return documents.table_response(sheet, "Образец: семьи с горячей линии")


@page(*access.COORDINATORS)
@require_safe
def export(request: Request) -> FileResponse:
    """B11: «Требуется опека» with its moment, for the other system; CSV when asked (`?kind=csv`)."""
    unit = access.require_headquarters(request.actor, request.unit)
    rows = queries.list_export(request.actor, unit)
    csv = request.GET.get("kind") == "csv"
    head = list(queries.EXPORT_HEAD)
    sheet = documents.write_csv(head, rows) if csv else documents.write_xlsx("Семьи", head, rows)
    actions.note_export(request.actor, unit=unit, rows=sheet.rows)
    return documents.table_response(sheet, "Семьи для ОНФ.Помощь")
