"""Tables in: trial, then writing."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.platform import access, actions, queries
from uchastie.crm.platform.actions.tables import AT_ONCE
from uchastie.crm.platform.forms import TableForm
from uchastie.crm.platform.rules.table import HEADINGS, WHAT_NAMES, Verdict, What
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SHOWN = 100  # rows of a kind on the page


@page(*access.IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: Request) -> HttpResponseBase:
    unit = request.unit
    access.require_import(request.actor, unit)
    sent = request.method == "POST"
    form = TableForm(request.POST if sent else None, request.FILES if sent else None)
    if unit.kind != UnitKind.CENTRE:
        form.fields["what"].choices = [(What.MONTHS, WHAT_NAMES[What.MONTHS])]  # type: ignore[attr-defined]
    if sent and form.is_valid():
        with refusal_on_form(form):
            what = What(form.cleaned_data["what"])
            upload = form.cleaned_data["upload"]
            batch = actions.try_table(actor=request.actor, unit=unit, what=what, upload=upload)
            return redirect("platform:trial", batch.pk)
    context = {"form": form, "HEADINGS": HEADINGS, "here": unit}
    return render(request, "platform/table.html", context, status=status_of(form) if sent else 200)


@require_safe
@page(*access.IMPORTERS)
def trial(request: Request, import_id: UUID) -> HttpResponse:
    """How the trial ended, how far the writing is, what came of it."""
    batch = queries.get_table(request.actor, import_id)
    wrong = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    changed = [row for row in batch.rows if row["verdict"] == Verdict.CHANGED]
    context = {
        "batch": batch,
        "what": WHAT_NAMES[What(batch.what)],
        "wrong": wrong[:SHOWN],
        "changed": changed[:SHOWN],
        "going_on": batch.begun_at is not None and batch.finished_at is None,
        "wiped": not batch.rows and batch.begun_at is None,
    }
    return render(request, "platform/trial.html", context)


@require_POST
@page(*access.IMPORTERS)
def writing(request: Request, import_id: UUID) -> HttpResponseBase:
    batch = actions.begin_import(actor=request.actor, import_id=import_id)
    if batch.fresh + batch.changed <= AT_ONCE:
        actions.write_rows(batch.pk)
    return redirect("platform:trial", import_id)


@require_safe
@page(*access.IMPORTERS)
def sample(request: Request) -> FileResponse:
    what = What.USEFUL if request.GET.get("what") == What.USEFUL else What.MONTHS
    headings = HEADINGS[what]
    columns = [Column(one.title, max(len(one.title), len(one.example)) + 2) for one in headings]
    example = [one.example for one in headings]
    if what is What.MONTHS:
        example[:2] = [request.unit.name, request.unit.slug] if request.unit.kind == UnitKind.CENTRE else example[:2]
    sheet = documents.write_xlsx(WHAT_NAMES[what], columns, [example])
    return documents.table_response(sheet, f"Образец: {WHAT_NAMES[what].lower()}")
